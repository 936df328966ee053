package io.selvedge.runtime.compile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.KeyLimits;
import io.selvedge.annotations.PolicyOrder;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.drive.Plan;
import io.selvedge.runtime.record.Recorder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private final PlanCompiler compiler = new PlanCompiler(TinyRooms.all(), TinyRooms.ENVIRONMENT, Recorder.NONE);

    @Timeout("250ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Quick {}

    @Quick
    @Retention(RetentionPolicy.RUNTIME)
    @interface Remote {}

    @Retry(maxRetries = 2)
    static class Payments {
        @Remote
        @Bulkhead(name = "payments")
        @KeyLimits(max = 50)
        public void keyed(@Key String user, long amount, @Key String currency) {}

        @Timeout(value = "2m", abandon = true)
        public void elsewhere() {}

        @Retry(
                backoff = @Backoff(initial = "PT1S", jitter = Jitter.ADDITIVE, jitterMax = "10ms"),
                retryOn = {IOException.class, TimeoutException.class},
                abortOn = FileNotFoundException.class)
        public void nested() {}

        @PolicyOrder({Bulkhead.class, Retry.class})
        @Bulkhead
        @Timeout("1s")
        public CompletableFuture<String> stage() {
            return CompletableFuture.completedFuture("");
        }
    }

    @Test
    void tellsTheChainWithSettingsOriginsAndReasons() {
        Golden.text(
                "explanation",
                compiler.guarded(Payments.class).stream()
                                .map(compiler::plan)
                                .map(compiler::explain)
                                .collect(Collectors.joining("\n"))
                        + "\n"
                        + compiler.explain(compiler.plan("partner", Remote.class, false, Brought.NOTHING)));
    }

    @Test
    void knowsOnlyItsOwnPlans() {
        PlanCompiler other = new PlanCompiler(TinyRooms.all(), TinyRooms.ENVIRONMENT, Recorder.NONE);
        Plan foreign = other.plan("partner", Remote.class, false, Brought.NOTHING);
        assertThatThrownBy(() -> compiler.explain(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The plan of partner is none of this engine.");
    }
}
