package io.selvedge.testkit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a scripted method does when it is run: take some time, then return or throw. Immutable.
 *
 * @param value what it returns, if {@code failure} is null
 * @param failure what it throws, or {@code null}
 * @param takes how long it takes, on the test's clock
 * @param stubborn whether it goes on to its end when it is interrupted or cancelled
 */
public record Reaction(@Nullable Object value, @Nullable Throwable failure, Duration takes, boolean stubborn) {

    public static Reaction returns(@Nullable Object value) {
        return new Reaction(value, null, Duration.ZERO, false);
    }

    public static Reaction fails(Throwable failure) {
        return new Reaction(null, failure, Duration.ZERO, false);
    }

    /** The same, after that many milliseconds. */
    public Reaction after(long millis) {
        return new Reaction(value, failure, Duration.ofMillis(millis), stubborn);
    }

    /** The same, but deaf to interrupts and cancellation. */
    public Reaction stubbornly() {
        return new Reaction(value, failure, takes, true);
    }
}
