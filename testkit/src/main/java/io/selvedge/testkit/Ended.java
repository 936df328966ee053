package io.selvedge.testkit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended. Immutable.
 *
 * @param value what the caller got, if {@code failure} is null
 * @param failure the very instance that the caller got, without the wrapping of futures
 * @param took how long the call took, on the test's clock
 */
public record Ended(@Nullable Object value, @Nullable Throwable failure, Duration took) {

    public boolean returned() {
        return failure == null;
    }

    public long tookMillis() {
        return took.toMillis();
    }
}
