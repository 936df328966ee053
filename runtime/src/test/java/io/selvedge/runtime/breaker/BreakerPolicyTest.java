package io.selvedge.runtime.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.failures.BulkheadFullException;
import io.selvedge.failures.CallInterruptedException;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.failures.CircuitOpenException;
import io.selvedge.failures.Place;
import io.selvedge.failures.RateLimitedException;
import io.selvedge.runtime.breaker.CircuitControl.State;
import io.selvedge.runtime.decision.Asked;
import io.selvedge.runtime.decision.SetClock;
import io.selvedge.runtime.decision.Sites;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.policy.TransitionListener;
import io.selvedge.runtime.policy.Verdict;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BreakerPolicyTest {
    private static final long MS = 1_000_000;
    private static final IOException FAILURE = new IOException();

    private final SetClock clock = new SetClock();

    @ParameterizedTest
    @CsvSource({
        "SFFS, OPEN",
        "FFSS, OPEN",
        "FSSS, CLOSED",
        "FFF, CLOSED",
        "FFFF, OPEN",
        "SSSSFF, OPEN",
        "SSSSFSF, OPEN",
        "SSSSFSSSF, CLOSED",
        "FSSSF, CLOSED",
        "FSSSFF, OPEN",
        "SSSSSSSSSSF, CLOSED"
    })
    void c2_decidesAfterEveryOutcomeOfAFullWindow(String outcomes, State expected) {
        BreakerPolicy policy = open("fourByHalf");
        outcomes.chars().forEach(outcome -> run(policy, outcome == 'F' ? FAILURE : null));
        assertThat(policy.state()).isEqualTo(expected);
    }

    @Test
    void c2_theRateIsReachedNotPassed() {
        BreakerPolicy policy = open("sevenPercent");
        for (int i = 0; i < 93; i++) {
            run(policy, null);
        }
        for (int i = 0; i < 6; i++) {
            run(policy, FAILURE);
        }
        run(policy, null);
        assertThat(policy.failureRate()).isEqualTo(0.06);
        run(policy, FAILURE);
        assertThat(policy.state()).isEqualTo(State.OPEN);
    }

    @Test
    void c2_minimumCallsMayBeFewerThanTheWindow() {
        BreakerPolicy policy = open("minimumOfTwo");
        run(policy, FAILURE);
        assertThat(policy.state()).isEqualTo(State.CLOSED);
        run(policy, FAILURE);
        assertThat(policy.state()).isEqualTo(State.OPEN);
    }

    @Test
    void c3_openRefusesUntilTheTimeIsOver() {
        BreakerPolicy policy = opened("fourByHalf");
        clock.advanceMillis(4_999);
        CircuitOpenException refusal = refused(policy);
        assertThat(refusal.reason()).isEqualTo("open");
        assertThat(refusal.retryAfterNanos()).isEqualTo(MS);
        assertThat(refusal).hasMessage("The circuit breaker of Guarded.fourByHalf is open. Come back in 1ms.");
        clock.advanceMillis(1);
        assertThat(admit(policy)).isInstanceOf(Pass.class);
        assertThat(policy.state()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void c4_onlySoManyTrialsAreLetInAndAllMustGoWell() {
        BreakerPolicy policy = halfOpen("threeTrials");
        Pass first = pass(policy);
        Pass second = pass(policy);
        settle(policy, first, null);
        Pass third = pass(policy);
        CircuitOpenException refusal = refused(policy);
        assertThat(refusal.reason()).isEqualTo("half_open");
        settle(policy, third, null);
        assertThat(policy.state()).isEqualTo(State.HALF_OPEN);
        settle(policy, second, null);
        assertThat(policy.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void c4_oneFailedTrialOpensItAgain() {
        BreakerPolicy policy = halfOpen("threeTrials");
        Pass first = pass(policy);
        Pass second = pass(policy);
        settle(policy, first, null);
        settle(policy, second, FAILURE);
        assertThat(policy.state()).isEqualTo(State.OPEN);
        assertThat(refused(policy).retryAfterNanos()).isEqualTo(5_000 * MS);
    }

    @Test
    void c1_everyTransitionClearsTheRecord() {
        BreakerPolicy policy = halfOpen("fourByHalf");
        run(policy, null);
        assertThat(policy.state()).isEqualTo(State.CLOSED);
        run(policy, FAILURE);
        run(policy, FAILURE);
        run(policy, FAILURE);
        assertThat(policy.state()).isEqualTo(State.CLOSED);
        run(policy, FAILURE);
        assertThat(policy.state()).isEqualTo(State.OPEN);
    }

    @Test
    void theOpenTimeGrowsWithEachReopeningUpToItsMaximumAndStartsOverOnceClosed() {
        BreakerPolicy policy = opened("growing");
        for (long seconds : new long[] {1, 3, 9, 20, 20}) {
            assertThat(refused(policy).retryAfterNanos()).isEqualTo(seconds * 1_000 * MS);
            clock.advanceMillis(seconds * 1_000);
            run(policy, FAILURE);
        }
        clock.advanceMillis(20_000);
        run(policy, null);
        assertThat(policy.state()).isEqualTo(State.CLOSED);
        run(policy, FAILURE);
        assertThat(refused(policy).retryAfterNanos()).isEqualTo(1_000 * MS);
    }

    @Test
    void anOpenTimeWithoutBoundDoesNotWrap() {
        BreakerPolicy policy = opened("boundless");
        for (int i = 0; i < 100; i++) {
            long left = refused(policy).retryAfterNanos();
            assertThat(left).isPositive();
            clock.advance(left);
            if (clock.nanos() == Long.MAX_VALUE) {
                return;
            }
            run(policy, FAILURE);
        }
        assertThat(clock.nanos()).as("the end of time").isEqualTo(Long.MAX_VALUE);
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(new IOException(), State.OPEN),
                Arguments.of(new CompletionException(new IOException()), State.OPEN),
                Arguments.of(new ExecutionException(new CompletionException(new IOException())), State.OPEN),
                Arguments.of(new FileNotFoundException(), State.CLOSED),
                Arguments.of(new CompletionException(new FileNotFoundException()), State.CLOSED),
                Arguments.of(new IllegalStateException(), State.CLOSED),
                Arguments.of(new IllegalStateException(new IOException()), State.CLOSED));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void c5_skipOnBeatsFailOnAndTheRestIsSuccess(Throwable failure, State expected) {
        BreakerPolicy policy = open("listed");
        run(policy, failure);
        assertThat(policy.state()).isEqualTo(expected);
        assertThat(policy.failureRate()).isZero();
        BreakerPolicy trying = halfOpen("listed");
        run(trying, failure);
        assertThat(trying.state()).isEqualTo(expected);
    }

    static Stream<Throwable> unrecorded() {
        InterruptedException interrupt = new InterruptedException();
        return Stream.of(
                new BulkheadFullException(new Place("m", ""), 1, 0, "full"),
                new RateLimitedException(new Place("m", ""), "1 per 1s", "spent", 1),
                new CompletionException(new BulkheadFullException(new Place("m", ""), 1, 0, "full")),
                interrupt,
                new CallInterruptedException("m", "bulkhead", interrupt),
                new CallInterruptedException("m", "retry", interrupt),
                new CancellationException(),
                new CompletionException(new CancellationException()));
    }

    @ParameterizedTest
    @MethodSource("unrecorded")
    void c5_whatSaysNothingAboutTheCalleeIsNotRecorded(Throwable failure) {
        BreakerPolicy policy = open("minimumOfTwo");
        run(policy, failure);
        run(policy, failure);
        run(policy, FAILURE);
        assertThat(policy.state()).as("it is the only one on record").isEqualTo(State.CLOSED);
        assertThat(policy.failureRate()).isEqualTo(1);
        run(policy, FAILURE);
        assertThat(policy.state()).isEqualTo(State.OPEN);
    }

    @Test
    void c5_aTimeOutIsAFailure() {
        BreakerPolicy policy = open("atTheFirst");
        run(policy, new CallTimeoutException("m", Duration.ofSeconds(1)));
        assertThat(policy.state()).isEqualTo(State.OPEN);
    }

    @ParameterizedTest
    @MethodSource("unrecorded")
    void c7_aTrialThatSaysNothingGivesItsPlaceBack(Throwable failure) {
        BreakerPolicy policy = halfOpen("fourByHalf");
        for (int i = 0; i < 10; i++) {
            Pass trial = pass(policy);
            assertThat(refused(policy).reason()).isEqualTo("half_open");
            settle(policy, trial, failure);
        }
        run(policy, null);
        assertThat(policy.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void c7_halfOpenCannotGetStuck() {
        BreakerPolicy policy = halfOpen("fourByHalf");
        Pass hanging = pass(policy);
        clock.advance(30_000 * MS - 1);
        assertThat(refused(policy).reason()).isEqualTo("half_open");
        clock.advance(1);
        Pass second = pass(policy);
        assertThat(refused(policy).reason()).isEqualTo("half_open");
        settle(policy, hanging, FAILURE);
        assertThat(policy.state()).as("the hanging trial's end comes late").isEqualTo(State.HALF_OPEN);
        settle(policy, second, null);
        assertThat(policy.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void c4_whoFindsAllTrialsUnderWayIsToldToWaitAsLongAgain() {
        BreakerPolicy policy = halfOpen("threeTrials");
        Pass first = pass(policy);
        clock.advanceMillis(500);
        pass(policy);
        pass(policy);
        assertThat(refused(policy).retryAfterNanos()).as("at least").isEqualTo(MS);
        clock.advanceMillis(40);
        assertThat(refused(policy).retryAfterNanos()).as("the last counts").isEqualTo(40 * MS);
        settle(policy, first, null);
        clock.advanceMillis(19_960);
        assertThat(refused(policy).retryAfterNanos())
                .as("until the places are given anew")
                .isEqualTo(10_000 * MS);
        clock.advance(10_000 * MS - 1);
        assertThat(refused(policy).retryAfterNanos()).isEqualTo(1);
    }

    @Test
    void c7_theStayCountsFromTheLastTrialNotFromTheFirst() {
        BreakerPolicy policy = halfOpen("threeTrials");
        settle(policy, pass(policy), null);
        clock.advanceMillis(40_000);
        settle(policy, pass(policy), null);
        clock.advanceMillis(40_000);
        Pass last = pass(policy);
        assertThat(refused(policy).reason()).isEqualTo("half_open");
        settle(policy, last, null);
        assertThat(policy.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void c7_aLateOutcomeIsNotCountedInALaterState() {
        BreakerPolicy policy = open("fourByHalf");
        Pass[] early = {pass(policy), pass(policy), pass(policy), pass(policy), pass(policy), pass(policy)};
        for (int i = 0; i < 4; i++) {
            run(policy, FAILURE);
        }
        settle(policy, early[0], null);
        assertThat(policy.state()).isEqualTo(State.OPEN);
        clock.advanceMillis(5_000);
        Pass trial = pass(policy);
        settle(policy, early[1], null);
        settle(policy, early[2], FAILURE);
        assertThat(policy.state()).isEqualTo(State.HALF_OPEN);
        settle(policy, trial, null);
        settle(policy, early[3], FAILURE);
        settle(policy, early[4], FAILURE);
        settle(policy, early[5], FAILURE);
        run(policy, null);
        assertThat(policy.failureRate()).isZero();
    }

    @Test
    void slowCallsOpenItWhateverTheirOutcome() {
        BreakerPolicy policy = open("slow");
        runFor(policy, 1_000, null);
        runFor(policy, 999, null);
        runFor(policy, 999, FAILURE);
        assertThat(policy.state()).isEqualTo(State.CLOSED);
        runFor(policy, 1_000, FAILURE);
        assertThat(policy.state()).isEqualTo(State.OPEN);
    }

    @Test
    void anOldSlowCallLeavesTheWindow() {
        BreakerPolicy policy = open("slow");
        runFor(policy, 1_000, null);
        for (int i = 0; i < 4; i++) {
            runFor(policy, 0, null);
        }
        assertThat(policy.slowRate()).isZero();
        runFor(policy, 1_000, null);
        assertThat(policy.state()).isEqualTo(State.CLOSED);
        assertThat(policy.slowRate()).isEqualTo(0.25);
    }

    @Test
    void aSlowTrialReopensASlowCircuit() {
        BreakerPolicy policy = open("slow");
        for (int i = 0; i < 4; i++) {
            runFor(policy, 1_000, null);
        }
        clock.advanceMillis(5_000);
        runFor(policy, 1_000, null);
        assertThat(policy.state()).isEqualTo(State.OPEN);
        clock.advanceMillis(5_000);
        runFor(policy, 999, null);
        assertThat(policy.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void onlySlowCallsAreTimed() {
        BreakerPolicy counting = open("fourByHalf");
        assertThat(pass(counting)).as("one ticket for all").isSameAs(pass(counting));
        BreakerPolicy timing = open("slow");
        assertThat(pass(timing)).isInstanceOf(Phase.TimedTicket.class);
    }

    @Test
    void keepsEveryOutcomeAndReadsNoValue() {
        BreakerPolicy policy = open("fourByHalf");
        assertThat(policy.settle(call(policy), pass(policy), "value", null)).isSameAs(Verdict.keep());
        assertThat(policy.settle(call(policy), pass(policy), null, FAILURE)).isSameAs(Verdict.keep());
        assertThat(policy.readsValue()).isFalse();
    }

    @Test
    void aForcedOpenCircuitRefusesUntilReset() {
        BreakerPolicy policy = open("fourByHalf");
        policy.forceOpen();
        assertThat(policy.state()).isEqualTo(State.FORCED_OPEN);
        clock.advanceMillis(1_000_000);
        CircuitOpenException refusal = refused(policy);
        assertThat(refusal.reason()).isEqualTo("forced_open");
        assertThat(refusal.retryAfterNanos()).isNegative();
        policy.reset();
        assertThat(policy.state()).isEqualTo(State.CLOSED);
        assertThat(admit(policy)).isInstanceOf(Pass.class);
    }

    @Test
    void aDisabledCircuitRecordsNothing() {
        BreakerPolicy policy = opened("fourByHalf");
        policy.disable();
        for (int i = 0; i < 100; i++) {
            run(policy, FAILURE);
        }
        assertThat(policy.state()).isEqualTo(State.DISABLED);
        assertThat(policy.failureRate()).isZero();
        policy.reset();
        run(policy, FAILURE);
        assertThat(policy.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void anObservingCircuitRecordsAndNeverOpens() {
        BreakerPolicy policy = open("fourByHalf");
        policy.observe();
        for (int i = 0; i < 100; i++) {
            run(policy, FAILURE);
        }
        assertThat(policy.state()).isEqualTo(State.OBSERVING);
        assertThat(policy.failureRate()).isEqualTo(1);
    }

    @Test
    void aSwitchDropsWhatIsUnderWay() {
        BreakerPolicy policy = halfOpen("fourByHalf");
        Pass trial = pass(policy);
        policy.observe();
        settle(policy, trial, FAILURE);
        assertThat(policy.state()).isEqualTo(State.OBSERVING);
        Pass observed = pass(policy);
        policy.reset();
        policy.reset();
        settle(policy, observed, FAILURE);
        assertThat(policy.state()).isEqualTo(State.CLOSED);
        assertThat(policy.failureRate()).isZero();
    }

    @Test
    void aLateOutcomeUnderAnOldSwitchIsNoTransition() {
        BreakerPolicy policy = open("atTheFirst");
        Pass early = pass(policy);
        policy.forceOpen();
        settle(policy, early, FAILURE);
        assertThat(read(policy, "transitions", "open")).isZero();
        assertThat(policy.state()).isEqualTo(State.FORCED_OPEN);
    }

    @Test
    void readings() {
        BreakerPolicy policy = open("fourByHalf");
        assertThat(read(policy, "state", "closed")).isEqualTo(1);
        assertThat(read(policy, "state", "open")).isZero();
        assertThat(read(policy, "failure.rate", "")).isZero();
        run(policy, FAILURE);
        assertThat(read(policy, "failure.rate", "")).isEqualTo(1);
        run(policy, null);
        assertThat(read(policy, "failure.rate", "")).isEqualTo(0.5);
        run(policy, FAILURE);
        run(policy, FAILURE);
        assertThat(read(policy, "state", "closed")).isZero();
        assertThat(read(policy, "state", "open")).isEqualTo(1);
        assertThat(read(policy, "transitions", "open")).isEqualTo(1);
        clock.advanceMillis(5_000);
        run(policy, null);
        assertThat(read(policy, "transitions", "half_open")).isEqualTo(1);
        assertThat(read(policy, "transitions", "closed")).isEqualTo(1);
        policy.forceOpen();
        assertThat(read(policy, "state", "forced_open")).isEqualTo(1);
        assertThat(read(policy, "transitions", "forced_open")).isEqualTo(1);
        policy.disable();
        policy.observe();
        assertThat(read(policy, "state", "observing")).isEqualTo(1);
        assertThat(read(policy, "state", "disabled")).isZero();
        assertThat(read(policy, "transitions", "disabled")).isEqualTo(1);
        assertThat(policy.readings()).hasSize(14);
    }

    @Test
    void aStayThatIsGivenAnewIsNoTransition() {
        BreakerPolicy policy = halfOpen("fourByHalf");
        pass(policy);
        clock.advanceMillis(30_000);
        pass(policy);
        assertThat(read(policy, "transitions", "half_open")).isEqualTo(1);
    }

    @Test
    void eachKeyHasItsOwnCircuit() {
        BreakerPolicy policy = keyed("atTheFirst");
        runKeyed(policy, "a", FAILURE);
        assertThat(policy.admit(call("a"))).isInstanceOf(Admission.Refuse.class);
        assertThat(policy.admit(call("b"))).isInstanceOf(Pass.class);
        assertThat(policy.state()).isEqualTo(State.OPEN);
        assertThat(read(policy, "state", "open")).isEqualTo(1);
        assertThat(read(policy, "state", "closed")).isEqualTo(1);
        clock.advanceMillis(5_000);
        policy.admit(call("a"));
        assertThat(policy.state()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void withKeysTheHighestRateIsShown() {
        BreakerPolicy policy = keyed("fourByHalf");
        runKeyed(policy, "a", null);
        runKeyed(policy, "b", null);
        runKeyed(policy, "b", FAILURE);
        assertThat(policy.failureRate()).isEqualTo(0.5);
    }

    @Test
    void aSwitchReachesEveryKeyThoseThatComeIncluded() {
        BreakerPolicy policy = keyed("fourByHalf");
        runKeyed(policy, "a", null);
        policy.forceOpen();
        assertThat(policy.admit(call("a"))).isInstanceOf(Admission.Refuse.class);
        assertThat(policy.admit(call("b"))).isInstanceOf(Admission.Refuse.class);
        assertThat(read(policy, "state", "forced_open")).isEqualTo(2);
    }

    @Test
    void anOpenCircuitIsNotForgottenForANewKey() {
        BreakerPolicy policy = keyed("atTheFirst");
        runKeyed(policy, "a", FAILURE);
        runKeyed(policy, "b", FAILURE);
        assertThat(policy.admit(call("c"))).isInstanceOfSatisfying(Admission.Refuse.class, refuse -> {
            assertThat(refuse.failure().reason()).isEqualTo("too_many_keys");
            assertThat(((CircuitOpenException) refuse.failure()).retryAfterNanos())
                    .isNegative();
        });
    }

    @Test
    void aCleanCircuitIsForgottenForANewKey() {
        BreakerPolicy policy = keyed("fourByHalf");
        runKeyed(policy, "a", FAILURE);
        runKeyed(policy, "b", null);
        assertThat(policy.admit(call("c"))).isInstanceOf(Pass.class);
        assertThat(policy.failureRate()).as("the circuit of a has stayed").isEqualTo(1);
    }

    @Test
    void tellsOfItsTransitionsWhoWantsToKnowAndNobodyElse() {
        BreakerPolicy policy = open("fourByHalf");
        List<String> told = new ArrayList<>();
        TransitionListener listener = (from, to) -> told.add(from + " " + to);
        policy.forceOpen();
        policy.tellTransitions(listener);
        policy.reset();
        for (int i = 0; i < 4; i++) {
            run(policy, FAILURE);
        }
        policy.disable();
        policy.untellTransitions(listener);
        policy.reset();

        assertThat(told).containsExactly("forced_open closed", "closed open", "open disabled");
    }

    @Test
    void aRetiredCircuitLetsNobodyInWhateverTheOperatorSays() {
        Panel panel = new Panel(BreakerConfig.from(annotation("fourByHalf")), clock);
        Circuit circuit = new Circuit(panel);
        Pass ticket = (Pass) circuit.admit(call("a"));
        assertThat(circuit.retire()).isTrue();
        assertThat(circuit.retire()).isTrue();
        assertThat(circuit.admit(call("a"))).isNull();
        panel.begin(State.CLOSED, State.OBSERVING);
        assertThat(circuit.admit(call("a"))).isNull();
        ((Phase) ticket).ended(call("a"), Evidence.BAD, false);
        assertThat(circuit.admit(call("a"))).isNull();
    }

    @Test
    void retiresUnderAnOperatorsHandButNotWithSomethingBadOnRecord() {
        Panel panel = new Panel(BreakerConfig.from(annotation("fourByHalf")), clock);
        Circuit circuit = new Circuit(panel);
        ((Phase) circuit.admit(call("a"))).ended(call("a"), Evidence.BAD, false);
        assertThat(circuit.retire()).isFalse();
        panel.begin(State.CLOSED, State.DISABLED);
        assertThat(circuit.retire()).isTrue();
        Circuit forced = new Circuit(panel);
        panel.begin(State.DISABLED, State.FORCED_OPEN);
        assertThat(forced.retire()).isTrue();
    }

    private void run(BreakerPolicy policy, @Nullable Throwable failure) {
        runFor(policy, 0, failure);
    }

    private void runFor(BreakerPolicy policy, long millis, @Nullable Throwable failure) {
        if (admit(policy) instanceof Pass pass) {
            clock.advanceMillis(millis);
            settle(policy, pass, failure);
        }
    }

    private void runKeyed(BreakerPolicy policy, String key, @Nullable Throwable failure) {
        policy.settle(call(key), (Pass) policy.admit(call(key)), null, failure);
    }

    private Pass pass(BreakerPolicy policy) {
        Admission admission = admit(policy);
        assertThat(admission).isInstanceOf(Pass.class);
        return (Pass) admission;
    }

    private void settle(BreakerPolicy policy, Pass pass, @Nullable Throwable failure) {
        policy.settle(call(policy), pass, null, failure);
    }

    private CircuitOpenException refused(BreakerPolicy policy) {
        Admission admission = admit(policy);
        assertThat(admission).isInstanceOf(Admission.Refuse.class);
        return (CircuitOpenException) ((Admission.Refuse) admission).failure();
    }

    private Admission admit(BreakerPolicy policy) {
        return policy.admit(call(policy));
    }

    private Asked call(Policy policy) {
        return Asked.about(Sites.target(Guarded.class, "fourByHalf"), clock);
    }

    private Asked call(String key) {
        return Asked.about(new Target("work", null, false, 0), clock, null, key);
    }

    /** Failures until it opens. */
    private BreakerPolicy opened(String method) {
        BreakerPolicy policy = open(method);
        for (int i = 0; i < 4; i++) {
            run(policy, FAILURE);
        }
        assertThat(policy.state()).isEqualTo(State.OPEN);
        return policy;
    }

    private BreakerPolicy halfOpen(String method) {
        BreakerPolicy policy = opened(method);
        clock.advanceMillis(5_000);
        return policy;
    }

    private BreakerPolicy open(String method) {
        return open(method, Sites.of(Guarded.class, method, clock));
    }

    private BreakerPolicy keyed(String method) {
        return open(method, Sites.lambda(clock, 0));
    }

    private static BreakerPolicy open(String method, Site site) {
        BreakerRoom room = new BreakerRoom();
        return (BreakerPolicy) room.open(room.configure(annotation(method), site), site);
    }

    private static CircuitBreaker annotation(String method) {
        return Sites.annotation(Guarded.class, method, CircuitBreaker.class);
    }

    private static double read(Policy policy, String name, String tag) {
        return policy.readings().stream()
                .filter(reading ->
                        reading.name().equals(name) && reading.tagValue().equals(tag))
                .findFirst()
                .orElseThrow()
                .value()
                .getAsDouble();
    }

    static class Guarded {
        @CircuitBreaker(window = 4)
        void fourByHalf() {}

        @CircuitBreaker(window = 1)
        void atTheFirst() {}

        @CircuitBreaker(window = 100, failureRate = 0.07)
        void sevenPercent() {}

        @CircuitBreaker(window = 10, minimumCalls = 2)
        void minimumOfTwo() {}

        @CircuitBreaker(window = 4, trials = 3)
        void threeTrials() {}

        @CircuitBreaker(window = 1, openFor = "1s", openGrowth = 3, openMax = "20s")
        void growing() {}

        @CircuitBreaker(window = 1, openFor = "1d", openGrowth = 10)
        void boundless() {}

        @CircuitBreaker(window = 1, failOn = IOException.class, skipOn = FileNotFoundException.class)
        void listed() {}

        @CircuitBreaker(window = 4, failureRate = 1, slowAfter = "1s", slowRate = 0.5)
        void slow() {}
    }
}
