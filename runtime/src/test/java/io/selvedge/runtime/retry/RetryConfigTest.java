package io.selvedge.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.Retry;
import io.selvedge.runtime.decision.Sites;
import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.runtime.policy.FailureTypes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryConfigTest {
    private static final long MS = 1_000_000;

    @Test
    void theAnnotationsDefaults() {
        assertThat(read("usual"))
                .isEqualTo(new RetryConfig(
                        3,
                        new Backoff(100 * MS, 2, 5_000 * MS, Jitter.FULL, 0),
                        Long.MAX_VALUE,
                        new RetryConfig.Which(FailureTypes.NONE, FailureTypes.NONE),
                        ""));
    }

    @Test
    void everyAttributeIsRead() {
        assertThat(read("unusual"))
                .isEqualTo(new RetryConfig(
                        RetryConfig.WITHOUT_END,
                        new Backoff(0, 1.5, 7 * MS, Jitter.ADDITIVE, 3 * MS),
                        2_000 * MS,
                        new RetryConfig.Which(
                                new FailureTypes(List.of(IOException.class)), new FailureTypes(List.of(Error.class))),
                        "again"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            fewer | @Retry(maxRetries = -2): maxRetries must be at least -1. Write 0 for no retry, -1 for retries without end.
            noTime | @Retry(maxDuration = "0s"): maxDuration must be above zero. Write a duration such as "3s", or leave it away to have no limit.
            shrinking | @Retry(backoff.multiplier = 0.5): backoff.multiplier must be a finite number of at least 1. Write 1 for a constant wait, 2 for one that doubles.
            notANumber | @Retry(backoff.multiplier = NaN): backoff.multiplier must be a finite number of at least 1. Write 1 for a constant wait, 2 for one that doubles.
            infinite | @Retry(backoff.multiplier = Infinity): backoff.multiplier must be a finite number of at least 1. Write 1 for a constant wait, 2 for one that doubles.
            lower | @Retry(backoff.max = "50ms"): backoff.max must not be shorter than backoff.initial, 100ms. Raise the one or lower the other.
            hardlyAny | @Retry(backoff.max = "1ns"): backoff.max must not be shorter than backoff.initial, 100ms. Raise the one or lower the other.
            unread | @Retry(backoff.max = "late"): backoff.max is no duration. Write a number and a unit, such as "250ms", "2s" or "1m".
            nothingAdded | @Retry(backoff.jitterMax = ""): backoff.jitterMax must be above zero with jitter ADDITIVE. Set it with ADDITIVE, and only then.
            addedToFull | @Retry(backoff.jitterMax = "5ms"): backoff.jitterMax has no meaning with jitter FULL. Set it with ADDITIVE, and only then.
            """)
    void refusesWhatCannotWork(String method, String text) {
        assertThatThrownBy(() -> read(method)).isInstanceOf(BadDefinition.class).hasMessage(text);
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        BadDefinition misuse = catchThrowableOfType(BadDefinition.class, () -> read("allWrong"));
        assertThat(misuse.problems())
                .hasSize(5)
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem).contains("maxRetries = -7"),
                        problem -> assertThat(problem).contains("maxDuration = \"3 s\""),
                        problem -> assertThat(problem).contains("backoff.initial = \"fast\""),
                        problem -> assertThat(problem).contains("backoff.multiplier = 0.0"),
                        problem -> assertThat(problem).contains("backoff.jitterMax = \"\""));
    }

    @Test
    void noRecordCanBeWrong() {
        assertThatThrownBy(() -> new Backoff(-1, 2, 5, Jitter.NONE, 0)).isInstanceOf(BadDefinition.class);
        assertThatThrownBy(() -> new Backoff(9, 2, 5, Jitter.NONE, 0)).isInstanceOf(BadDefinition.class);
        assertThatThrownBy(() -> new Backoff(1, 2, 5, Jitter.ADDITIVE, 0)).isInstanceOf(BadDefinition.class);
        Backoff backoff = new Backoff(1, 2, 5, Jitter.NONE, 0);
        RetryConfig.Which any = new RetryConfig.Which(FailureTypes.NONE, FailureTypes.NONE);
        assertThatThrownBy(() -> new RetryConfig(-2, backoff, 1, any, "")).isInstanceOf(BadDefinition.class);
        assertThatThrownBy(() -> new RetryConfig(1, backoff, 0, any, "")).isInstanceOf(BadDefinition.class);
    }

    private static RetryConfig read(String method) {
        return RetryConfig.from(Sites.annotation(Guarded.class, method, Retry.class));
    }

    static class Guarded {
        @Retry
        void usual() {}

        @Retry(
                maxRetries = -1,
                backoff =
                        @io.selvedge.annotations.Backoff(
                                initial = "0ms",
                                multiplier = 1.5,
                                max = "7ms",
                                jitter = Jitter.ADDITIVE,
                                jitterMax = "3ms"),
                maxDuration = "2s",
                retryOn = IOException.class,
                abortOn = Error.class,
                retryIf = "again")
        void unusual() {}

        @Retry(maxRetries = -2)
        void fewer() {}

        @Retry(maxDuration = "0s")
        void noTime() {}

        @Retry(backoff = @io.selvedge.annotations.Backoff(multiplier = 0.5))
        void shrinking() {}

        @Retry(backoff = @io.selvedge.annotations.Backoff(multiplier = Double.NaN))
        void notANumber() {}

        @Retry(backoff = @io.selvedge.annotations.Backoff(multiplier = Double.POSITIVE_INFINITY))
        void infinite() {}

        @Retry(backoff = @io.selvedge.annotations.Backoff(max = "50ms"))
        void lower() {}

        @Retry(backoff = @io.selvedge.annotations.Backoff(max = "1ns"))
        void hardlyAny() {}

        @Retry(backoff = @io.selvedge.annotations.Backoff(max = "late"))
        void unread() {}

        @Retry(backoff = @io.selvedge.annotations.Backoff(jitter = Jitter.ADDITIVE))
        void nothingAdded() {}

        @Retry(backoff = @io.selvedge.annotations.Backoff(jitterMax = "5ms"))
        void addedToFull() {}

        @Retry(
                maxRetries = -7,
                maxDuration = "3 s",
                backoff = @io.selvedge.annotations.Backoff(initial = "fast", multiplier = 0, jitter = Jitter.ADDITIVE))
        void allWrong() {}
    }
}
