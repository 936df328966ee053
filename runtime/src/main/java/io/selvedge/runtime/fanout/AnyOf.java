package io.selvedge.runtime.fanout;

import io.selvedge.failures.AllFailedException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The first child to succeed; if none does, the failures of all. */
final class AnyOf implements Joining {
    private final AtomicReference<@Nullable Success> first = new AtomicReference<>();
    private final String method;
    private final Source source;
    private final Slots failures;

    private record Success(@Nullable Object value) {}

    AnyOf(String method, Source source) {
        this.method = method;
        this.source = source;
        this.failures = new Slots(source.expected());
    }

    @Override
    public boolean needsAll() {
        return false;
    }

    @Override
    public boolean ended(long index, @Nullable Object value, @Nullable Throwable failure) {
        if (failure == null) {
            first.compareAndSet(null, new Success(value));
        } else {
            failures.put(index, failure);
        }
        return first.get() != null;
    }

    @Override
    public @Nullable Object outcome() {
        Success success = first.get();
        if (success == null) {
            throw new AllFailedException(method, allFailures());
        }
        return success.value;
    }

    private List<Throwable> allFailures() {
        return IntStream.range(0, source.children())
                .mapToObj(i -> (Throwable) Objects.requireNonNull(failures.get(i)))
                .toList();
    }
}
