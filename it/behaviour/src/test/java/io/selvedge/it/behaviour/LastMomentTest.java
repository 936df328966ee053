package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.Ended;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** A refusal that comes in the very moment in which a limit is over is that limit's time-out, whoever noticed first. */
class LastMomentTest {
    @Bulkhead(name = "one", limit = 1, queue = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Holding {}

    @Timeout("100ms")
    @Bulkhead(name = "one", limit = 1, queue = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Limited {}

    @Timeout(value = "100ms", abandon = true)
    @Bulkhead(name = "one", limit = 1, queue = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Abandoned {}

    @EveryDriver
    void t7_a_line_left_at_the_limit_is_a_time_out(Driven driven) {
        assertTimesOut(driven, driven.guard(Limited.class));
    }

    @EveryDriver
    void t7_a_line_left_at_a_limit_that_abandons_is_a_time_out(Driven driven) {
        assertTimesOut(driven, driven.guard(Abandoned.class));
    }

    private static void assertTimesOut(Driven driven, DrivenGuard guard) {
        driven.guard(Holding.class).start(() -> Reaction.returns("held").after(200));
        Ended ended = guard.call(() -> Reaction.returns("never"));
        assertThat(ended.failure()).isInstanceOf(CallTimeoutException.class);
        assertThat(ended.tookMillis()).isEqualTo(100);
        assertThat(driven.recorder().events()).contains("timeout: expired", "ended timeout after 100ms");
        driven.advance(200);
        assertAtRest(driven);
    }
}
