package io.selvedge.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.Retry;
import io.selvedge.failures.BulkheadFullException;
import io.selvedge.failures.CallInterruptedException;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.failures.CircuitOpenException;
import io.selvedge.failures.Place;
import io.selvedge.failures.PolicyException;
import io.selvedge.failures.RetryAfter;
import io.selvedge.runtime.decision.Asked;
import io.selvedge.runtime.decision.SetClock;
import io.selvedge.runtime.decision.Sites;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.policy.Verdict;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
    private static final long MS = 1_000_000;

    private final SetClock clock = new SetClock();
    private final Target target = Sites.target(Guarded.class, "usual");
    private Asked call;

    @BeforeEach
    void newCall() {
        call = Asked.about(target, clock);
        clock.drawNext(Math.nextDown(1.0));
    }

    @Test
    void r2_threeRetriesAreFourCalls() {
        Policy policy = open("usual");
        Pass attempt = (Pass) policy.admit(call);
        long[] waits = {100, 200, 400};
        for (long wait : waits) {
            Verdict.Again again = again(policy.settle(call, attempt, null, new IOException()));
            assertThat(again.delayNanos()).isEqualTo(wait * MS);
            attempt = again.pass();
        }
        assertKept(policy.settle(call, attempt, null, new IOException()), "retries_used_up");
    }

    @Test
    void r2_minusOneIsWithoutEnd() {
        Policy policy = open("forEver");
        Pass attempt = (Pass) policy.admit(call);
        for (int i = 0; i < 100_000; i++) {
            attempt =
                    again(policy.settle(call, attempt, null, new IOException())).pass();
        }
        assertThat(policy.settle(call, attempt, null, new IOException())).isInstanceOf(Verdict.Again.class);
    }

    @Test
    void r2_zeroIsNone() {
        assertKept(first(open("never"), new IOException()), "retries_used_up");
    }

    @Test
    void r1_abortOnBeatsRetryOn() {
        Policy policy = open("listed");
        assertThat(first(policy, new IOException())).isInstanceOf(Verdict.Again.class);
        assertKept(first(policy, new FileNotFoundException()), "not_retryable");
        assertKept(first(policy, new IllegalStateException()), "not_retryable");
        assertThat(first(policy, new StackOverflowError())).isInstanceOf(Verdict.Again.class);
    }

    @Test
    void r1_r11_withoutListsExceptionsAndNothingElse() {
        Policy policy = open("usual");
        assertThat(first(policy, new RuntimeException())).isInstanceOf(Verdict.Again.class);
        assertKept(first(policy, new AssertionError()), "not_retryable");
        assertKept(first(policy, new Throwable()), "not_retryable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"usual", "everything"})
    void r9_whoeverWantsAnEndGetsIt(String method) {
        Policy policy = open(method);
        InterruptedException interrupt = new InterruptedException();
        assertKept(first(policy, interrupt), "not_retryable");
        assertKept(first(policy, new CancellationException()), "not_retryable");
        assertKept(first(policy, new CallInterruptedException("m", "retry", interrupt)), "not_retryable");
        assertKept(first(policy, new CompletionException(new CancellationException())), "not_retryable");
    }

    @Test
    void r10_looksIntoTheTwoWrappersAndNoOthers() {
        Policy policy = open("listed");
        assertThat(first(policy, new CompletionException(new IOException()))).isInstanceOf(Verdict.Again.class);
        assertThat(first(policy, new ExecutionException(new CompletionException(new IOException()))))
                .isInstanceOf(Verdict.Again.class);
        assertKept(first(policy, new CompletionException(new FileNotFoundException())), "not_retryable");
        assertKept(first(policy, new IllegalStateException(new IOException())), "not_retryable");
        assertKept(first(policy, new CompletionException("empty", null)), "not_retryable");
    }

    @Test
    void r7_aRefusalThatDoesNotSayWhenIsFinalUnlessNamed() {
        PolicyException full = new BulkheadFullException(new Place("m", ""), 1, 0, "full");
        assertKept(first(open("usual"), full), "not_retryable");
        assertThat(first(open("refusals"), full)).isInstanceOf(Verdict.Again.class);
        PolicyException forced = new CircuitOpenException(new Place("m", ""), "forced_open", -1);
        assertKept(first(open("usual"), forced), "not_retryable");
    }

    @Test
    void r7_aTimeOutIsNoRefusal() {
        assertThat(first(open("usual"), new CallTimeoutException("m", Duration.ofSeconds(1))))
                .isInstanceOf(Verdict.Again.class);
    }

    @Test
    void aHintIsWaitedForNeverLess() {
        Policy policy = open("usual");
        assertThat(again(first(policy, opened(3_000 * MS))).delayNanos()).isEqualTo(3_000 * MS);
        assertThat(again(first(policy, opened(40 * MS))).delayNanos()).isEqualTo(100 * MS);
        assertThat(again(first(policy, opened(0))).delayNanos()).isEqualTo(100 * MS);
        assertThat(again(first(policy, opened(3_600_000 * MS))).delayNanos()).isEqualTo(3_600_000 * MS);
        assertThat(again(first(policy, new Throttled(7_000 * MS))).delayNanos()).isEqualTo(7_000 * MS);
        assertThat(again(first(policy, new Throttled(-5))).delayNanos()).isEqualTo(100 * MS);
        assertThat(again(first(policy, new CompletionException(new Throttled(7_000 * MS))))
                        .delayNanos())
                .isEqualTo(7_000 * MS);
    }

    @Test
    void aHintDoesNotDriveTheBackOff() {
        Policy policy = open("decorrelated");
        Verdict.Again again = again(first(policy, opened(3_000 * MS)));
        assertThat(again.delayNanos()).isEqualTo(3_000 * MS);
        assertThat(again(policy.settle(call, again.pass(), null, new IOException()))
                        .delayNanos())
                .as("three times the back-off before, which was three times the first")
                .isEqualTo(900 * MS);
    }

    @Test
    void aHintThatCannotBeReadIsAFootnote() {
        RuntimeException bug = new RuntimeException();
        Throttled failure = new Throttled(0) {
            @Override
            public long retryAfterNanos() {
                throw bug;
            }
        };
        assertThat(again(first(open("usual"), failure)).delayNanos()).isEqualTo(100 * MS);
        assertThat(failure.getSuppressed()).containsExactly(bug);
    }

    @Test
    void r4_aWaitThatWouldOutlastTheDurationIsNotBegun() {
        Policy policy = open("limited");
        Pass attempt = (Pass) policy.admit(call);
        clock.advanceMillis(899);
        assertThat(policy.settle(call, attempt, null, new IOException())).isInstanceOf(Verdict.Again.class);
        clock.advanceMillis(1);
        assertKept(policy.settle(call, attempt, null, new IOException()), "duration_used_up");
        clock.advanceMillis(5_000);
        assertKept(policy.settle(call, attempt, null, new IOException()), "duration_used_up");
    }

    @Test
    void r4_aHintThatDoesNotFitTheDurationIsNotWaitedFor() {
        assertKept(first(open("limited"), opened(1_000 * MS)), "duration_used_up");
        assertThat(first(open("limited"), opened(999 * MS))).isInstanceOf(Verdict.Again.class);
    }

    @Test
    void r4_aWaitThatWouldOutlastTheDeadlineIsNotBegun() {
        call.dueIn(100 * MS);
        assertKept(first(open("usual"), new IOException()), "deadline");
        call.dueIn(100 * MS + 1);
        assertThat(first(open("usual"), new IOException())).isInstanceOf(Verdict.Again.class);
    }

    @Test
    void r5_theReasonsOfTheEndDiffer() {
        Policy policy = open("usual");
        Pass attempt = (Pass) policy.admit(call);
        assertKept(policy.settle(call, attempt, "value", null), "");
        Pass second =
                again(policy.settle(call, attempt, null, new IOException())).pass();
        assertKept(policy.settle(call, second, "value", null), "recovered");
        assertKept(policy.settle(call, second, null, new Error()), "not_retryable");
    }

    @Test
    void row35_theLastTrueFailureLeavesWhenAttemptsWereButRefusedAfterIt() {
        Policy policy = open("limited");
        IOException first = new IOException();
        CompletionException last = new CompletionException(new IOException());
        PolicyException refusal = opened(5_000 * MS);
        Pass attempt = (Pass) policy.admit(call);
        attempt = again(policy.settle(call, attempt, null, first)).pass();
        call.triedAfter(first);
        attempt = again(policy.settle(call, attempt, null, last)).pass();
        call.triedAfter(last);
        attempt = again(policy.settle(call, attempt, null, opened(1))).pass();
        assertThat(policy.settle(call, attempt, null, refusal))
                .isEqualTo(new Verdict.Replace(null, last, "retries_used_up"));
        assertThat(last.getSuppressed()).containsExactly(refusal);
        assertThat(first.getSuppressed()).isEmpty();
    }

    @Test
    void aRefusalLeavesIfThereIsNothingElse() {
        assertKept(first(open("limited"), opened(5_000 * MS)), "duration_used_up");
    }

    @Test
    void row17_anInterruptionIsNotCoveredByAnEarlierFailure() {
        Policy policy = open("usual");
        IOException earlier = new IOException();
        Pass attempt = again(policy.settle(call, (Pass) policy.admit(call), null, earlier))
                .pass();
        call.triedAfter(earlier);
        Throwable interrupt = new CallInterruptedException("m", "bulkhead", new InterruptedException());
        assertKept(policy.settle(call, attempt, null, interrupt), "not_retryable");
    }

    @Test
    void aFailureThatIsThrownAgainAndAgainDoesNotGrow() {
        Policy policy = open("limited");
        IOException constant = new IOException();
        for (int i = 0; i < 100; i++) {
            Pass attempt = again(first(policy, constant)).pass();
            call.triedAfter(constant);
            policy.settle(call, attempt, null, opened(5_000 * MS));
        }
        assertThat(constant.getSuppressed()).hasSize(1);
    }

    @Test
    void nothingIsAllocatedForACallThatSucceeds() {
        Policy policy = open("usual");
        assertThat(policy.admit(call)).isSameAs(policy.admit(Asked.about(target, clock)));
        assertThat(policy.settle(call, (Pass) policy.admit(call), null, null)).isSameAs(Verdict.keep());
        assertThat(policy.readsValue()).isFalse();
    }

    @Test
    void whatTriedBeforeTheFirstAttemptIsNotThisPolicysToTell() {
        call.triedAfter(new IOException());
        assertKept(first(open("limited"), opened(5_000 * MS)), "duration_used_up");
    }

    @Test
    void nothingIsAllocatedForAFailureWhereWaitsAreNotDrawn() {
        Policy policy = open("steady");
        Verdict.Again once = again(first(policy, new IOException()));
        assertThat(once).isSameAs(first(policy, new IOException()));
        assertThat(once.delayNanos()).isEqualTo(100 * MS);
        Verdict.Again twice = again(policy.settle(call, once.pass(), null, new IOException()));
        assertThat(twice).isSameAs(policy.settle(call, once.pass(), null, new IOException()));
        assertThat(twice.delayNanos()).isEqualTo(200 * MS);
        assertThat(again(first(policy, opened(3_000 * MS))).delayNanos()).isEqualTo(3_000 * MS);
    }

    @Test
    void waitsAreToldOnFarBeyondThoseThatAreKnownBeforehand() {
        Policy policy = open("steady");
        Pass attempt = (Pass) policy.admit(call);
        for (int retry = 1; retry <= 40; retry++) {
            Verdict.Again again = again(policy.settle(call, attempt, null, new IOException()));
            assertThat(again.delayNanos()).isEqualTo(Math.min(5_000, 100L << Math.min(retry - 1, 10)) * MS);
            attempt = again.pass();
        }
        assertKept(policy.settle(call, attempt, null, new IOException()), "retries_used_up");
    }

    private Verdict first(Policy policy, Throwable failure) {
        return policy.settle(call, (Pass) policy.admit(call), null, failure);
    }

    private static Verdict.Again again(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Again.class);
        return (Verdict.Again) verdict;
    }

    private static void assertKept(Verdict verdict, String reason) {
        assertThat(verdict).isEqualTo(new Verdict.Keep(reason));
    }

    private static PolicyException opened(long retryAfterNanos) {
        return new CircuitOpenException(new Place("m", ""), "open", retryAfterNanos);
    }

    private Policy open(String method) {
        RetryRoom room = new RetryRoom();
        Site site = Sites.of(Guarded.class, method, clock);
        return room.open(room.configure(Sites.annotation(Guarded.class, method, Retry.class), site), site);
    }

    private static class Throttled extends IOException implements RetryAfter {
        private static final long serialVersionUID = 1;
        private final long nanos;

        Throttled(long nanos) {
            this.nanos = nanos;
        }

        @Override
        public long retryAfterNanos() {
            return nanos;
        }
    }

    static class Guarded {
        @Retry
        void usual() {}

        @Retry(maxRetries = -1)
        void forEver() {}

        @Retry(maxRetries = 0)
        void never() {}

        @Retry(
                retryOn = {IOException.class, Error.class},
                abortOn = FileNotFoundException.class)
        void listed() {}

        @Retry(retryOn = Throwable.class)
        void everything() {}

        @Retry(retryOn = PolicyException.class)
        void refusals() {}

        @Retry(backoff = @io.selvedge.annotations.Backoff(jitter = Jitter.DECORRELATED))
        void decorrelated() {}

        @Retry(maxRetries = 40, backoff = @io.selvedge.annotations.Backoff(jitter = Jitter.NONE))
        void steady() {}

        @Retry(maxDuration = "1s")
        void limited() {}
    }
}
