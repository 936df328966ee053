package io.selvedge.runtime.fanout;

import io.selvedge.failures.AllFailedException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The first child to end, either way. */
final class Race implements Joining {
    private final AtomicReference<@Nullable End> first = new AtomicReference<>();
    private final String method;

    private record End(@Nullable Object value, @Nullable Throwable failure) {}

    Race(String method) {
        this.method = method;
    }

    @Override
    public boolean needsAll() {
        return false;
    }

    @Override
    public boolean ended(long index, @Nullable Object value, @Nullable Throwable failure) {
        first.compareAndSet(null, new End(value, failure));
        return true;
    }

    @Override
    public @Nullable Object outcome() throws Throwable {
        End end = first.get();
        if (end == null) {
            throw new AllFailedException(method, List.of());
        }
        if (end.failure != null) {
            throw end.failure;
        }
        return end.value;
    }
}
