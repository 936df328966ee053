package io.selvedge.runtime.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.selvedge.annotations.RateLimit;
import io.selvedge.failures.RateLimitedException;
import io.selvedge.runtime.decision.Asked;
import io.selvedge.runtime.decision.SetClock;
import io.selvedge.runtime.decision.Sites;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Reading;
import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.policy.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitPolicyTest {
    private static final long MS = 1_000_000;

    private final SetClock clock = new SetClock();
    private final Site site = Sites.lambda(clock);

    @Test
    void slotsAreEvenlySpaced() {
        Policy policy = open(10, 1, 0);
        for (int i = 0; i < 20; i++) {
            assertThat(admit(policy)).isSameAs(Pass.FREE);
            clock.advanceMillis(99);
            assertThat(refused(policy).retryAfterNanos()).isEqualTo(MS);
            clock.advanceMillis(1);
        }
    }

    @Test
    void aBurstComesAtOnceAfterAQuietTimeAndNeverMore() {
        Policy policy = open(10, 3, 0);
        clock.advanceMillis(3_600_000);
        for (int i = 0; i < 3; i++) {
            assertThat(admit(policy)).isSameAs(Pass.FREE);
        }
        assertThat(refused(policy).retryAfterNanos()).isEqualTo(100 * MS);
        clock.advanceMillis(200);
        assertThat(admit(policy)).isSameAs(Pass.FREE);
        assertThat(admit(policy)).isSameAs(Pass.FREE);
        assertThat(refused(policy).retryAfterNanos()).isEqualTo(100 * MS);
    }

    @Test
    void aCallThatWasHeldUpSinceItReadTheClockIsNotRefusedForItsMoment() {
        Policy policy = open(10, 1, 0);
        Asked heldUp = Asked.about(site.target(), new SetClock());
        clock.advanceMillis(1_000);
        assertThat(admit(policy)).isSameAs(Pass.FREE);
        clock.advanceMillis(100);
        assertThat(policy.admit(heldUp)).isSameAs(Pass.FREE);
        assertThat(refused(policy).retryAfterNanos()).isEqualTo(100 * MS);
    }

    @Test
    void aCallThatReadsTheClockAfterItHasSeenTheSlotsIsRefusedByThatReading() {
        Policy policy = open(10, 1, 0);
        assertThat(admit(policy)).isSameAs(Pass.FREE);
        long[] readings = {0};
        Asked unread = call().reading(() -> {
            readings[0]++;
            long now = clock.nanos();
            clock.advanceMillis(1_000);
            return now;
        });
        assertThat(refusal(policy.admit(unread)).retryAfterNanos()).isEqualTo(100 * MS);
        assertThat(readings[0]).isEqualTo(1);
    }

    @Test
    void whoGoesInWhileACallReadsTheClockDoesNotHaveItRefusedForItsMoment() {
        Policy policy = open(10, 1, 0);
        Asked heldUp = call().reading(() -> {
            long now = clock.nanos();
            assertThat(admit(policy)).isSameAs(Pass.FREE);
            clock.advanceMillis(100);
            return now;
        });
        assertThat(policy.admit(heldUp)).isSameAs(Pass.FREE);
        assertThat(refused(policy).retryAfterNanos()).isEqualTo(100 * MS);
    }

    @Test
    void aCallThatHasNotReadTheClockWaitsForItsSlotLikeAnyOther() {
        Policy policy = open(10, 1, 250 * MS);
        assertThat(policy.admit(call().reading(clock::nanos))).isSameAs(Pass.FREE);
        assertThat(policy.admit(call().reading(clock::nanos)))
                .isInstanceOfSatisfying(
                        Admission.Pause.class,
                        pause -> assertThat(pause.nanos()).isEqualTo(100 * MS));
        assertThat(policy.admit(call().dueIn(150 * MS).reading(clock::nanos))).isInstanceOf(Admission.Refuse.class);
    }

    @Test
    void aCallWaitsForItsSlotIfThatComesSoonEnough() {
        Policy policy = open(10, 1, 250 * MS);
        assertThat(admit(policy)).isSameAs(Pass.FREE);
        assertThat(paused(policy).nanos()).isEqualTo(100 * MS);
        assertThat(paused(policy).nanos()).isEqualTo(200 * MS);
        assertThat(refused(policy).retryAfterNanos()).isEqualTo(50 * MS);
    }

    @Test
    void row37_aRefusedCallCostsNothing() {
        Policy policy = open(10, 1, 100 * MS);
        admit(policy);
        assertThat(paused(policy).nanos()).isEqualTo(100 * MS);
        for (int i = 0; i < 1_000; i++) {
            assertThat(refused(policy).retryAfterNanos()).isEqualTo(100 * MS);
        }
        clock.advanceMillis(100);
        assertThat(paused(policy).nanos()).isEqualTo(100 * MS);
    }

    @Test
    void whoComesBackWhenToldIsLetThrough() {
        Policy policy = open(10, 1, 150 * MS);
        admit(policy);
        paused(policy);
        clock.advance(refused(policy).retryAfterNanos());
        assertThat(paused(policy).nanos()).isEqualTo(150 * MS);
    }

    @Test
    void aSlotBehindTheDeadlineIsNotWaitedFor() {
        Policy policy = open(10, 1, 1_000 * MS);
        admit(policy);
        Admission due = policy.admit(call().dueIn(100 * MS));
        assertThat(due)
                .isInstanceOfSatisfying(
                        Admission.Refuse.class,
                        refuse -> assertThat(((RateLimitedException) refuse.failure()).retryAfterNanos())
                                .isEqualTo(100 * MS));
        assertThat(policy.admit(call().dueIn(100 * MS + 1))).isInstanceOf(Admission.Pause.class);
    }

    @Test
    void theLastSlotIsGivenBackByWhoeverDoesNotUseIt() {
        Policy policy = open(10, 1, 1_000 * MS);
        admit(policy);
        Admission.Pause first = paused(policy);
        Admission.Pause second = paused(policy);
        second.abandoned().run();
        assertThat(paused(policy).nanos()).isEqualTo(second.nanos());
        assertThat(first.nanos()).isEqualTo(100 * MS);
    }

    @Test
    void aSlotInTheMiddleIsLostRatherThanGivenTwice() {
        Policy policy = open(10, 1, 1_000 * MS);
        admit(policy);
        Admission.Pause first = paused(policy);
        Admission.Pause second = paused(policy);
        first.abandoned().run();
        assertThat(paused(policy).nanos()).isEqualTo(second.nanos() + 100 * MS);
    }

    @Test
    void slotsGivenBackFromTheEndComeBackOneByOne() {
        Policy policy = open(10, 2, 1_000 * MS);
        admit(policy);
        admit(policy);
        List<Admission.Pause> pauses = List.of(paused(policy), paused(policy), paused(policy));
        for (int i = 2; i >= 0; i--) {
            pauses.get(i).abandoned().run();
        }
        assertThat(paused(policy).nanos()).isEqualTo(100 * MS);
    }

    @Test
    void aPauseThatOutlastsTheDeadlineIsRefusedWithItsOwnLength() {
        Policy policy = open(10, 1, 1_000 * MS);
        admit(policy);
        assertThat(paused(policy).refusal().get())
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        refusal -> assertThat(refusal.retryAfterNanos()).isEqualTo(100 * MS));
    }

    @ParameterizedTest
    @CsvSource({"3, 10, 4", "7, 1000000000, 142857143", "1000000000, 1000000000, 1", "1, 1, 1", "1000, 1001, 2"})
    void theSpacingIsRoundedUp(int permits, long per, long spacing) {
        assertThat(new RateLimitConfig("", permits, per, 1, 0).spacingNanos()).isEqualTo(spacing);
    }

    @ParameterizedTest
    @CsvSource({"7, 1, 0", "7, 5, 0", "7, 1, 400", "7, 3, 900", "1000, 10, 3"})
    void neverOverrunOverAnyInterval(int permits, int burst, long maxWaitMillis) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        RateLimitConfig config = new RateLimitConfig("", permits, 1_000 * MS, burst, maxWaitMillis * MS);
        Policy policy = new RateLimitRoom().open(config, site);
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            clock.advance((long) (random.nextDouble() * random.nextInt(3) * config.spacingNanos()));
            Admission admission = admit(policy);
            if (admission instanceof Admission.Pause pause && random.nextInt(5) == 0) {
                pause.abandoned().run();
            } else if (admission instanceof Admission.Pause pause) {
                starts.add(clock.nanos() + pause.nanos());
            } else if (admission instanceof Pass) {
                starts.add(clock.nanos());
            }
        }
        assertThat(starts).hasSizeGreaterThan(5_000);
        for (int first = 0; first + burst < starts.size(); first++) {
            for (int more = 1; more < 40 && first + burst - 1 + more < starts.size(); more++) {
                long apart = starts.get(first + burst - 1 + more) - starts.get(first);
                assertThat(apart)
                        .as("%s slots from the %sth on, seed %s", burst + more, first, seed)
                        .isGreaterThanOrEqualTo(more * config.spacingNanos());
            }
        }
    }

    @Test
    void theWholeRateIsThereForThoseWhoAskOftenEnough() {
        Policy policy = open(10, 1, 0);
        int started = 0;
        for (int i = 0; i < 100_000; i++) {
            started += admit(policy) instanceof Pass ? 1 : 0;
            clock.advanceMillis(1);
        }
        assertThat(started).isEqualTo(1_000);
    }

    @Test
    void theRefusalTellsWhereAndHowMuch() {
        Policy policy = new RateLimitRoom().open(new RateLimitConfig("mail", 10, 1_000 * MS, 1, 0), site);
        admit(policy);
        assertThat(refused(policy))
                .hasMessage("The rate limit \"mail\" of work, 10 per 1s, is spent. Come back in 100ms.")
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo("spent"));
    }

    @Test
    void eachKeyHasItsOwnSlots() {
        Policy policy = open(keyed(), 10, 1, 0);
        assertThat(policy.admit(call("a"))).isSameAs(Pass.FREE);
        assertThat(policy.admit(call("b"))).isSameAs(Pass.FREE);
        assertThat(policy.admit(call("a"))).isInstanceOf(Admission.Refuse.class);
    }

    @Test
    void oneKeyTooManyIsRefusedWhileTheOthersAreSpent() {
        Policy policy = open(keyed(), 10, 1, 0);
        policy.admit(call("a"));
        policy.admit(call("b"));
        assertThat(policy.admit(call("c"))).isInstanceOfSatisfying(Admission.Refuse.class, refuse -> {
            assertThat(refuse.failure().reason()).isEqualTo("too_many_keys");
            assertThat(((RateLimitedException) refuse.failure()).retryAfterNanos())
                    .isNegative();
        });
        clock.advanceMillis(100);
        assertThat(policy.admit(call("c"))).isSameAs(Pass.FREE);
    }

    @Test
    void retiresOnlyWhenAllSlotsHaveComeBackAndThenForEver() {
        Slots slots = new Slots(new Pace(new RateLimitConfig("", 10, 1_000 * MS, 3, 0), clock));
        assertThat(slots.admit(call())).isSameAs(Pass.FREE);
        assertThat(slots.retire()).isFalse();
        clock.advance(100 * MS - 1);
        assertThat(slots.retire()).isFalse();
        clock.advance(1);
        assertThat(slots.retire()).isTrue();
        assertThat(slots.retire()).isTrue();
        assertThat(slots.admit(call())).isNull();
        assertThat(slots.available(clock.nanos())).isEqualTo(3);
        assertThat(slots.ahead(clock.nanos())).isZero();
    }

    @Test
    void readings() {
        Policy policy = open(10, 3, 1_000 * MS);
        assertThat(read(policy, "permits.available")).isEqualTo(3);
        admit(policy);
        assertThat(read(policy, "permits.available")).isEqualTo(2);
        admit(policy);
        admit(policy);
        assertThat(read(policy, "permits.available")).isZero();
        assertThat(read(policy, "waiting")).isZero();
        paused(policy);
        paused(policy);
        assertThat(read(policy, "permits.available")).isZero();
        assertThat(read(policy, "waiting")).isEqualTo(2);
        clock.advanceMillis(100);
        assertThat(read(policy, "waiting")).isEqualTo(1);
        clock.advanceMillis(100);
        assertThat(read(policy, "waiting")).isZero();
        clock.advanceMillis(99);
        assertThat(read(policy, "permits.available")).isZero();
        clock.advanceMillis(1);
        assertThat(read(policy, "permits.available")).isEqualTo(1);
        assertThat(policy.readings()).extracting(Reading::kind).containsOnly(Reading.Kind.GAUGE);
        assertThat(policy.readsValue()).isFalse();
    }

    @Test
    void readingsOfKeys() {
        Policy policy = open(keyed(), 10, 2, 1_000 * MS);
        assertThat(read(policy, "permits.available")).isEqualTo(2);
        policy.admit(call("a"));
        policy.admit(call("a"));
        policy.admit(call("a"));
        policy.admit(call("b"));
        assertThat(read(policy, "permits.available")).isZero();
        assertThat(read(policy, "waiting")).isEqualTo(1);
        assertThat(read(policy, "keys")).isEqualTo(2);
    }

    @Test
    void theLongestSettingsDoNotWrap() {
        Policy policy = open(1, 1, Long.MAX_VALUE);
        long spacing = RateLimitConfig.MOST_NANOS;
        policy = new RateLimitRoom().open(new RateLimitConfig("", 1, spacing, 1, Long.MAX_VALUE), site);
        assertThat(admit(policy)).isSameAs(Pass.FREE);
        assertThat(paused(policy).nanos()).isEqualTo(spacing);
        assertThat(refused(policy).retryAfterNanos()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            none | @RateLimit(permits = 0): permits must be at least 1. Write how many calls may start.
            noTime | @RateLimit(per = "0s"): per must be above zero. Write a duration such as "1s".
            noBurst | @RateLimit(burst = 0): burst must be at least 1. Write 1 for a perfectly smooth rate.
            dense | @RateLimit(permits = 2): permits must not be more than one per nanosecond. Lower it or raise per.
            noWait | @RateLimit(maxWait = "0s"): maxWait must be above zero. Leave it out to refuse at once.
            endless | @RateLimit(burst = 2000000000): burst must not take more than 73 years to come back. Lower it, or per.
            unread | @RateLimit(per = "second"): per is no duration. Write a number and a unit, such as "250ms", "2s" or "1m".
            """)
    void refusesWhatCannotWork(String method, String text) {
        assertThatThrownBy(() -> read(method)).isInstanceOf(BadDefinition.class).hasMessage(text);
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        assertThat(catchThrowableOfType(BadDefinition.class, () -> read("allWrong"))
                        .problems())
                .hasSize(4);
    }

    @Test
    void everyAttributeIsRead() {
        assertThat(read("usual")).isEqualTo(new RateLimitConfig("", 5, 1_000 * MS, 1, 0));
        assertThat(read("unusual")).isEqualTo(new RateLimitConfig("mail", 5, 60_000 * MS, 4, 20 * MS));
        assertThat(new RateLimitRoom().sharedAs(read("unusual"))).isEqualTo("mail");
        assertThat(new RateLimitRoom().keepsKeys()).isTrue();
    }

    private static RateLimitConfig read(String method) {
        return RateLimitConfig.from(Sites.annotation(Guarded.class, method, RateLimit.class));
    }

    private Policy open(int permits, int burst, long maxWaitNanos) {
        return open(site, permits, burst, maxWaitNanos);
    }

    private static Policy open(Site site, int permits, int burst, long maxWaitNanos) {
        return new RateLimitRoom().open(new RateLimitConfig("", permits, 1_000 * MS, burst, maxWaitNanos), site);
    }

    private Site keyed() {
        return Sites.lambda(clock, 0);
    }

    private Admission admit(Policy policy) {
        return policy.admit(call());
    }

    private Asked call() {
        return Asked.about(site.target(), clock);
    }

    private Asked call(String key) {
        return Asked.about(new Target("work", null, false, 0), clock, null, key);
    }

    private Admission.Pause paused(Policy policy) {
        Admission admission = admit(policy);
        assertThat(admission).isInstanceOf(Admission.Pause.class);
        assertThat(((Admission.Pause) admission).then()).isSameAs(Pass.FREE);
        return (Admission.Pause) admission;
    }

    private RateLimitedException refused(Policy policy) {
        return refusal(admit(policy));
    }

    private static RateLimitedException refusal(Admission admission) {
        assertThat(admission).isInstanceOf(Admission.Refuse.class);
        return (RateLimitedException) ((Admission.Refuse) admission).failure();
    }

    private static double read(Policy policy, String name) {
        return policy.readings().stream()
                .filter(reading -> reading.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value()
                .getAsDouble();
    }

    static class Guarded {
        @RateLimit(permits = 5)
        void usual() {}

        @RateLimit(name = "mail", permits = 5, per = "1m", burst = 4, maxWait = "20ms")
        void unusual() {}

        @RateLimit(permits = 0)
        void none() {}

        @RateLimit(permits = 1, per = "0s")
        void noTime() {}

        @RateLimit(permits = 1, burst = 0)
        void noBurst() {}

        @RateLimit(permits = 2, per = "1ns")
        void dense() {}

        @RateLimit(permits = 1, maxWait = "0s")
        void noWait() {}

        @RateLimit(permits = 1, per = "2h", burst = 2_000_000_000)
        void endless() {}

        @RateLimit(permits = 7, per = "second")
        void unread() {}

        @RateLimit(permits = -1, per = "0s", burst = -1, maxWait = "0s")
        void allWrong() {}
    }
}
