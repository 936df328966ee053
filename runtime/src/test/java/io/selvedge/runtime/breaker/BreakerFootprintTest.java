package io.selvedge.runtime.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.runtime.decision.Asked;
import io.selvedge.runtime.decision.Bytes;
import io.selvedge.runtime.decision.SetClock;
import io.selvedge.runtime.decision.Sites;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Site;
import org.junit.jupiter.api.Test;

/** What a circuit costs in memory, and what a call through it leaves behind. */
class BreakerFootprintTest {
    private final SetClock clock = new SetClock();

    @Test
    void aCircuitOfAHundredCallsIsSmall() {
        Panel panel = new Panel(config("hundred"), clock);
        double bytes = Bytes.of(i -> new Circuit(panel));
        System.out.println("circuit of 100 calls: " + bytes + " B");
        assertThat(bytes).isBetween(64.0, 160.0);
    }

    @Test
    void aCircuitThatKnowsSlowCallsIsHardlyLarger() {
        Panel panel = new Panel(config("hundredTimed"), clock);
        double bytes = Bytes.of(i -> new Circuit(panel));
        System.out.println("circuit of 100 calls, fast or slow: " + bytes + " B");
        assertThat(bytes).isBetween(64.0, 192.0);
    }

    @Test
    void aGoodCallLeavesNothingBehind() {
        assertThat(perCall("hundred", false)).isLessThan(1);
        assertThat(perCall("hundredInTime", false)).isLessThan(1);
    }

    @Test
    void aCallThatIsTimedLeavesAtMostItsTicket() {
        assertThat(perCall("hundredTimed", false)).isLessThan(33);
    }

    @Test
    void aBadCallLeavesNothingBehindEither() {
        assertThat(perCall("hundred", true)).isLessThan(1);
    }

    private double perCall(String method, boolean bad) {
        Site site = Sites.of(Calls.class, method, clock);
        Policy policy = new BreakerPolicy(config(method), site);
        Asked call = Asked.about(site.target(), clock);
        Exception failure = bad ? new Exception() : null;
        boolean[] turn = {false};
        return Bytes.perCall(() -> {
                    turn[0] = !turn[0] && bad;
                    for (int i = 0; i < 3; i++) {
                        policy.settle(call, (Pass) policy.admit(call), null, turn[0] && i == 0 ? failure : null);
                    }
                })
                / 3;
    }

    private static BreakerConfig config(String method) {
        return BreakerConfig.from(Sites.annotation(Calls.class, method, CircuitBreaker.class));
    }

    static class Calls {
        @CircuitBreaker(window = 100)
        void hundred() {}

        @CircuitBreaker(window = 100, slowAfter = "1s")
        void hundredTimed() {}

        @CircuitBreaker(windowTime = "10s", minimumCalls = 100)
        void hundredInTime() {}
    }
}
