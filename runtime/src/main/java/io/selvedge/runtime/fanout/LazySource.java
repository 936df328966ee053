package io.selvedge.runtime.fanout;

import io.selvedge.runtime.policy.Spread.Child;
import java.util.Objects;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** The input of a stream that has been handed out: not touched before the first element is wanted. Confined. */
final class LazySource {
    private final Input input;
    private final @Nullable Object[] arguments;
    private final int batch;
    private final Child child = new Child();
    private @Nullable Source source;
    private boolean over;

    LazySource(Input input, @Nullable Object[] arguments, int batch) {
        this.input = input;
        this.arguments = arguments;
        this.batch = batch;
    }

    /** The arguments of the next child, or {@code null} if there is none any more. */
    @Nullable Object @Nullable [] next() throws Throwable {
        if (over || !opened().next(child)) {
            over = true;
            return null;
        }
        return child.arguments();
    }

    private Source opened() {
        Source open = source;
        if (open == null) {
            open = input.open(arguments[input.position()], new Given(arguments, input.position(), false), batch);
            source = open;
        }
        return Objects.requireNonNull(open);
    }

    /** How many elements the child pulled last was given. */
    int elements() {
        return opened().elements(child.index());
    }

    boolean over() {
        return over;
    }

    /** Reads no more. */
    void stop() {
        over = true;
    }

    /** Closes an input that can be closed. */
    void close() {
        over = true;
        if (arguments[input.position()] instanceof BaseStream<?, ?> stream) {
            stream.close();
        }
    }
}
