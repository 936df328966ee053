package io.selvedge.runtime.fanout;

import io.selvedge.runtime.policy.FailureTypes;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Every child has to succeed; the first failure is the call's. */
final class All implements Joining {
    private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();
    private final Source source;
    private final Whole whole;
    private final Slots kept;

    All(Source source, Whole whole) {
        this.source = source;
        this.whole = whole;
        this.kept = new Slots(whole == Wholes.NOTHING ? 1 : source.expected());
    }

    @Override
    public boolean needsAll() {
        return true;
    }

    @Override
    public boolean ended(long index, @Nullable Object value, @Nullable Throwable failure) {
        Throwable thrown = failure == null ? keep(index, value) : failure;
        if (thrown == null) {
            return first.get() != null;
        }
        if (!first.compareAndSet(null, thrown)) {
            suppress(first.get(), thrown);
        }
        return true;
    }

    private @Nullable Throwable keep(long index, @Nullable Object value) {
        if (whole == Wholes.NOTHING) {
            return null;
        }
        try {
            kept.put(index, whole.keep(value));
            return null;
        } catch (Throwable thrown) {
            return thrown; // users' collections run users' code
        }
    }

    /** What our cancellation has brought about tells nothing. */
    static void suppress(@Nullable Throwable first, Throwable other) {
        if (first != null && first != other && !FailureTypes.isStop(FailureTypes.judged(other))) {
            first.addSuppressed(other);
        }
    }

    @Override
    public @Nullable Object outcome() throws Throwable {
        Throwable failure = first.get();
        if (failure != null) {
            throw failure;
        }
        return whole.of(kept, source.children());
    }
}
