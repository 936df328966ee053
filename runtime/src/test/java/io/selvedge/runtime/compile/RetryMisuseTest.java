package io.selvedge.runtime.compile;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RetryMisuseTest {
    static class Values {
        @Retry(maxRetries = -2)
        void retries() {}

        @Retry(maxDuration = "0s")
        void noTime() {}

        @Retry(maxDuration = "three seconds")
        void noDuration() {}

        @Retry(backoff = @Backoff(initial = "-1s"))
        void negative() {}

        @Retry(backoff = @Backoff(initial = "PT-1S"))
        void negativeIso() {}

        @Retry(backoff = @Backoff(initial = "10s", max = "5s"))
        void shortMax() {}

        @Retry(backoff = @Backoff(multiplier = 0.5))
        void shrinking() {}

        @Retry(backoff = @Backoff(multiplier = Double.NaN))
        void notANumber() {}

        @Retry(backoff = @Backoff(multiplier = Double.POSITIVE_INFINITY))
        void endless() {}

        @Retry(backoff = @Backoff(jitter = Jitter.ADDITIVE))
        void nothingToAdd() {}

        @Retry(backoff = @Backoff(jitterMax = "10ms"))
        void addedToFull() {}

        @Retry(maxRetries = -5, maxDuration = "", backoff = @Backoff(initial = "1 s", max = "5 minutes"))
        void severalAtOnce() {}

        @Timeout("0ms")
        void zero() {}

        @Timeout("soon")
        void soon() {}

        @Timeout("")
        void empty() {}

        @Timeout("300000d")
        void tooLong() {}
    }

    static class Questions {
        @Retry(retryIf = "absent")
        void missing() {}

        @Retry(retryIf = "text")
        void wrongReturnType() {}

        String text(Exception failure) {
            return "";
        }

        @Retry(retryIf = "isBad")
        int wrongParameter() {
            return 1;
        }

        boolean isBad(String value) {
            return false;
        }

        boolean isBad(int value, int other) {
            return false;
        }

        @Retry(retryIf = "onInstance")
        static void ofStatic() {}

        boolean onInstance(Exception failure) {
            return false;
        }

        @Retry(retryIf = "isLate")
        CompletableFuture<String> stage() {
            return CompletableFuture.completedFuture("");
        }

        boolean isLate(Integer value) {
            return false;
        }
    }

    @Test
    void refusesValuesOutOfRange() {
        Golden.misuses("retry-timeout", StandardRooms.compiler(), Values.class);
    }

    @Test
    void refusesQuestionsThatNobodyAnswers() {
        Golden.misuses("retry-if", StandardRooms.compiler(), Questions.class);
    }
}
