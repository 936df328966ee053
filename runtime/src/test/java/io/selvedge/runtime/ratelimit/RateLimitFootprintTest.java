package io.selvedge.runtime.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.runtime.decision.Asked;
import io.selvedge.runtime.decision.Bytes;
import io.selvedge.runtime.decision.SetClock;
import io.selvedge.runtime.decision.Sites;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import org.junit.jupiter.api.Test;

/** What a limit costs in memory, and what a call through it leaves behind. */
class RateLimitFootprintTest {
    private final SetClock clock = new SetClock();
    private final RateLimitConfig config = new RateLimitConfig("", 1_000, 1_000_000, 3, 0);

    @Test
    void theSlotsOfAKeyAreSmall() {
        Pace pace = new Pace(config, clock);
        double bytes = Bytes.of(i -> new Slots(pace));
        System.out.println("slots of one key: " + bytes + " B");
        assertThat(bytes).isBetween(16.0, 32.0);
    }

    @Test
    void aCallThatComesInLeavesNothingBehind() {
        Policy policy = new RateLimitRoom().open(config, Sites.lambda(clock));
        Asked call = Asked.about(Sites.lambda(clock).target(), clock);
        double bytes = Bytes.perCall(() -> {
            clock.advance(1_000);
            policy.settle(call, (Pass) policy.admit(call), null, null);
        });
        assertThat(bytes).isLessThan(1);
    }
}
