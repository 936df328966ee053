package io.selvedge.runtime.timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.Timeout;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.runtime.decision.Asked;
import io.selvedge.runtime.decision.SetClock;
import io.selvedge.runtime.decision.Sites;
import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.runtime.policy.Limit;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeoutPolicyTest {
    private final SetClock clock = new SetClock();
    private final TimeoutRoom room = new TimeoutRoom();

    @Test
    void t5_everyAttemptGetsTheWholeLimit() {
        Policy policy = open("inTime");
        Asked call = Asked.about(Sites.target(Guarded.class, "inTime"), clock);
        clock.advanceMillis(400);
        assertThat(policy.admit(call)).isSameAs(policy.admit(call)).isInstanceOfSatisfying(Limit.class, limit -> {
            assertThat(limit.nanos()).isEqualTo(500_000_000);
            assertThat(limit.elsewhere()).isFalse();
        });
        assertThat(policy.runsElsewhere()).isFalse();
        assertThat(policy.readsValue()).isFalse();
    }

    @Test
    void theFailureNamesMethodAndLimitAndIsNoRefusal() {
        Limit limit = (Limit) open("inTime").admit(call());
        assertThat(limit.expired(call())).isInstanceOfSatisfying(CallTimeoutException.class, failure -> {
            assertThat(failure.method()).isEqualTo("Guarded.inTime");
            assertThat(failure.limit()).isEqualTo(Duration.ofMillis(500));
            assertThat(failure.refusal()).isFalse();
        });
    }

    @Test
    void anAbandoningLimitRunsElsewhere() {
        Policy policy = open("left");
        assertThat(((Limit) policy.admit(call())).elsewhere()).isTrue();
        assertThat(policy.runsElsewhere()).isTrue();
    }

    @Test
    void leavesEveryOutcomeAlone() {
        Policy policy = open("inTime");
        Pass ticket = (Pass) policy.admit(call());
        assertThat(policy.settle(call(), ticket, "value", null)).isSameAs(Verdict.keep());
        assertThat(policy.settle(call(), ticket, null, new Error())).isSameAs(Verdict.keep());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            none | @Timeout(value = ""): value must be above zero. Write a limit such as "500ms", or leave the annotation away to have none.
            zero | @Timeout(value = "0s"): value must be above zero. Write a limit such as "500ms", or leave the annotation away to have none.
            negative | @Timeout(value = "PT-1S"): value must not be negative. Write a number and a unit, such as "250ms", "2s" or "1m".
            soon | @Timeout(value = "soon"): value is no duration. Write a number and a unit, such as "250ms", "2s" or "1m".
            """)
    void t6_refusesALimitThatLimitsNothing(String method, String text) {
        assertThatThrownBy(() -> open(method)).isInstanceOf(BadDefinition.class).hasMessage(text);
    }

    @Test
    void noRecordCanBeWrong() {
        assertThatThrownBy(() -> new TimeoutConfig(0, false)).isInstanceOf(BadDefinition.class);
    }

    private Policy open(String method) {
        return room.open(
                room.configure(
                        Sites.annotation(Guarded.class, method, Timeout.class), Sites.of(Guarded.class, method, clock)),
                Sites.of(Guarded.class, method, clock));
    }

    private Asked call() {
        return Asked.about(Sites.target(Guarded.class, "inTime"), clock);
    }

    static class Guarded {
        @Timeout("500ms")
        void inTime() {}

        @Timeout(value = "500ms", abandon = true)
        void left() {}

        @Timeout("")
        void none() {}

        @Timeout("0s")
        void zero() {}

        @Timeout("PT-1S")
        void negative() {}

        @Timeout("soon")
        void soon() {}
    }
}
