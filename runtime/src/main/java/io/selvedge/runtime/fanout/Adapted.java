package io.selvedge.runtime.fanout;

import io.selvedge.values.Settled;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A joining that is told ends in another form.
 *
 * @param fulfils whether results are plain and are to be settled
 * @param unwraps whether failures come as stages tell them, in a {@link CompletionException} where they are derived
 */
record Adapted(Joining inner, boolean fulfils, boolean unwraps) implements Joining {

    @Override
    public boolean needsAll() {
        return inner.needsAll();
    }

    @Override
    public boolean ended(long index, @Nullable Object value, @Nullable Throwable failure) {
        if (failure != null) {
            return inner.ended(index, null, unwraps ? unwrapped(failure) : failure);
        }
        return fulfils ? fulfilled(index, value) : inner.ended(index, value, null);
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
        return cause == null ? failure : cause;
    }

    private boolean fulfilled(long index, @Nullable Object value) {
        List<Settled<?>> settled = new ArrayList<>();
        try {
            ((Collection<?>) Wholes.given(value, Collection.class)).forEach(one -> settled.add(Settled.fulfilled(one)));
        } catch (Throwable thrown) {
            return inner.ended(index, null, thrown); // users' collections run users' code
        }
        return inner.ended(index, settled, null);
    }

    @Override
    public @Nullable Object outcome() throws Throwable {
        return inner.outcome();
    }
}
