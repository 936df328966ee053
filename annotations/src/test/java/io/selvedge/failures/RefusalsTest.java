package io.selvedge.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalsTest {
    private static final Place OWN = new Place("TaskService.find", "");
    private static final Place SHARED = new Place("TaskService.find", "database");

    static Stream<Arguments> messages() {
        return Stream.of(
                arguments(
                        new CallTimeoutException("TaskService.find", Duration.ofMillis(500)),
                        "timeout",
                        "timeout",
                        "TaskService.find took longer than its limit of 500ms."),
                arguments(
                        new BulkheadFullException(OWN, 10, 0, "full"),
                        "bulkhead",
                        "full",
                        "The bulkhead of TaskService.find is full: 10 calls may run at once."),
                arguments(
                        new BulkheadFullException(SHARED, 10, 50, "full"),
                        "bulkhead",
                        "full",
                        "The bulkhead \"database\" of TaskService.find is full: 10 calls may run at once and 50"
                                + " may wait."),
                arguments(
                        new BulkheadFullException(OWN, 10, 50, "waited_too_long"),
                        "bulkhead",
                        "waited_too_long",
                        "The bulkhead of TaskService.find, where 10 calls may run at once, had no permit in the"
                                + " time that"
                                + " this call could wait."),
                arguments(
                        new BulkheadFullException(SHARED, 10, 50, "nested"),
                        "bulkhead",
                        "nested",
                        "The bulkhead \"database\" of TaskService.find has no permit free for a call that was made from"
                                + " within another one under it, which might wait for itself: 10 calls may run at once."
                                + " Give the inner call a bulkhead of its own, or make it when the outer one has"
                                + " ended."),
                arguments(
                        new BulkheadFullException(SHARED, 10, 50, "cleared"),
                        "bulkhead",
                        "cleared",
                        "The bulkhead \"database\" of TaskService.find sent this call away: an operator cleared the line"
                                + " in which it stood."),
                arguments(
                        new BulkheadFullException(OWN, 10, 50, "too_many_keys"),
                        "bulkhead",
                        "too_many_keys",
                        "The bulkhead of TaskService.find has no room for another key: every key that it keeps is in"
                                + " use."),
                arguments(
                        new SerializedBusyException(OWN, 1024, "full"),
                        "serialized",
                        "full",
                        "TaskService.find runs one call at a time, and 1024 are waiting already."),
                arguments(
                        new SerializedBusyException(OWN, 0, "full"),
                        "serialized",
                        "full",
                        "TaskService.find runs one call at a time, and none may wait."),
                arguments(
                        new SerializedBusyException(OWN, 1024, "waited_too_long"),
                        "serialized",
                        "waited_too_long",
                        "TaskService.find runs one call at a time, and the turn of this one did not come in the"
                                + " time that"
                                + " it could wait."),
                arguments(
                        new SerializedBusyException(OWN, 1024, "too_many_keys"),
                        "serialized",
                        "too_many_keys",
                        "TaskService.find runs one call at a time for each key, and has no room for another"
                                + " key: every key"
                                + " that it keeps is in use."),
                arguments(
                        new StillRunningException("TaskService.find"),
                        "single_flight",
                        "deadline",
                        "The run of TaskService.find that this call shares with others had not ended when the call's"
                                + " time was over."),
                arguments(
                        new CircuitOpenException(
                                OWN, "open", Duration.ofMillis(4_200).toNanos()),
                        "circuit_breaker",
                        "open",
                        "The circuit breaker of TaskService.find is open. Come back in 4200ms."),
                arguments(
                        new CircuitOpenException(SHARED, "half_open", 0),
                        "circuit_breaker",
                        "half_open",
                        "The circuit breaker \"database\" of TaskService.find is half-open and all its trials"
                                + " are under way."
                                + " Come back at once."),
                arguments(
                        new CircuitOpenException(OWN, "forced_open", -1),
                        "circuit_breaker",
                        "forced_open",
                        "The circuit breaker of TaskService.find was set open by an operator."),
                arguments(
                        new CircuitOpenException(OWN, "too_many_keys", -1),
                        "circuit_breaker",
                        "too_many_keys",
                        "The circuit breaker of TaskService.find has no room for another key: every key that it"
                                + " keeps is"
                                + " in use."),
                arguments(
                        new RateLimitedException(OWN, "10 per 1s", "spent", 99_000_001),
                        "rate_limit",
                        "spent",
                        "The rate limit of TaskService.find, 10 per 1s, is spent. Come back in 100ms."),
                arguments(
                        new RateLimitedException(SHARED, "10 per 1s", "too_many_keys", -1),
                        "rate_limit",
                        "too_many_keys",
                        "The rate limit \"database\" of TaskService.find, 10 per 1s, has no room for another"
                                + " key: every key"
                                + " that it keeps is in use."),
                arguments(
                        new PageException("TaskService.find", "failed", 7),
                        "paginated",
                        "failed",
                        "TaskService.find could not give a page. Called with this one's cursor it goes on there."),
                arguments(
                        new PageException("TaskService.find", "repeated_cursor", new Object()),
                        "paginated",
                        "repeated_cursor",
                        "A page of TaskService.find names a cursor for the next page that an earlier page had:"
                                + " going on would never end."),
                arguments(
                        new PageException("TaskService.find", "wrong_cursor", "x"),
                        "paginated",
                        "wrong_cursor",
                        "A page of TaskService.find names a cursor for the next page that its parameter cannot take."),
                arguments(
                        new PageException("TaskService.find", "no_page", null),
                        "paginated",
                        "no_page",
                        "TaskService.find returned null for a page."),
                arguments(
                        new AllFailedException("TaskService.find", List.of()),
                        "fan_out",
                        "empty",
                        "TaskService.find was given nothing to run, so nothing could succeed."),
                arguments(
                        new AllFailedException("TaskService.find", List.of(new IOException("down"))),
                        "fan_out",
                        "all_failed",
                        "All 1 children of TaskService.find failed, the first with java.io.IOException: down"),
                arguments(
                        new CallInterruptedException("TaskService.find", "circuit_breaker", new InterruptedException()),
                        "circuit_breaker",
                        "interrupted",
                        "TaskService.find was interrupted while its circuit breaker made it wait."));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void tellsWhatHappenedInProse(PolicyException failure, String policy, String reason, String message) {
        assertThat(failure).hasMessage(message);
        assertThat(failure.method()).isEqualTo("TaskService.find");
        assertThat(failure.policy()).isEqualTo(policy);
        assertThat(failure.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void carriesNoStackTraceButTakesSuppressedOnes(PolicyException failure) {
        failure.addSuppressed(new IOException("earlier"));
        assertThat(failure.getStackTrace()).isEmpty();
        assertThat(failure.getSuppressed()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void survivesSerialization(PolicyException failure) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat((PolicyException) in.readObject()).hasMessage(failure.getMessage());
        }
    }

    @Test
    void refusalsOfOneKindAtOnePlaceShareWhatIsTheSame() {
        Place place = new Place("m", "");
        assertThat(new CircuitOpenException(place, "open", 1).origin())
                .isSameAs(new CircuitOpenException(place, "open", 2).origin());
    }

    @Test
    void eachRefusalTellsItsOwnThoughThePlaceIsTheSame() {
        Place place = new Place("m", "db");
        for (int round = 0; round < 2; round++) {
            for (int kind = 0; kind < 100; kind++) {
                RateLimitedException rate = new RateLimitedException(place, kind + " per 1s", "spent", kind);
                assertThat(rate.rate()).isEqualTo(kind + " per 1s");
                assertThat(rate.name()).isEqualTo("db");
                assertThat(rate.retryAfterNanos()).isEqualTo(kind);
                assertThat(new CircuitOpenException(place, "reason" + kind, kind).reason())
                        .isEqualTo("reason" + kind);
                BulkheadFullException full = new BulkheadFullException(place, kind + 1, kind, "full");
                assertThat(full.policy()).isEqualTo("bulkhead");
                assertThat(full.limit()).isEqualTo(kind + 1);
                assertThat(full.queue()).isEqualTo(kind);
            }
        }
    }

    @Test
    void placesOfTheSameMethodAndNameAreEqual() {
        assertThat(new Place("m", "db")).isEqualTo(new Place("m", "db")).hasSameHashCodeAs(new Place("m", "db"));
        assertThat(new Place("m", "db")).isNotEqualTo(new Place("m", "")).isNotEqualTo(new Place("n", "db"));
        assertThat(new Place("m", "db").toString()).contains("m", "db");
    }

    @Test
    void aFailureOfAllTellsEveryOneInOrder() {
        IOException first = new IOException("first");
        IOException second = new IOException("second");
        AllFailedException all = new AllFailedException("m", List.of(first, second));

        assertThat(all.failures()).containsExactly(first, second);
        assertThat(all).hasCause(first);
        assertThat(all.getSuppressed()).containsExactly(second);
        assertThat(all.refusal()).isFalse();
        assertThat(new AllFailedException("m", List.of()).refusal()).isTrue();
    }

    @Test
    void aTimeOutIsNoRefusalForTheCallMayHaveRun() {
        assertThat(new CallTimeoutException("m", Duration.ofSeconds(1)).refusal())
                .isFalse();
        assertThat(new BulkheadFullException(OWN, 1, 0, "full").refusal()).isTrue();
    }

    @Test
    void anInterruptionIsARefusalOnlyAtADoor() {
        assertThat(interruptedBy("bulkhead").refusal()).isTrue();
        assertThat(interruptedBy("retry").refusal()).isFalse();
        assertThat(interruptedBy("timeout").refusal()).isFalse();
        assertThat(interruptedBy("fan_out").refusal()).isFalse();
    }

    @Test
    void theInterruptionItselfIsTheCause() {
        InterruptedException cause = new InterruptedException();
        assertThat(new CallInterruptedException("m", "bulkhead", cause)).hasCause(cause);
    }

    @Test
    void aRefusalThatKnowsSaysWhenToComeBack() {
        assertThat(new RateLimitedException(OWN, "1 per 1s", "spent", 1_500_000_000).retryAfter())
                .contains(Duration.ofMillis(1_500));
        assertThat(new CircuitOpenException(OWN, "open", 0).retryAfter()).contains(Duration.ZERO);
        assertThat(new CircuitOpenException(OWN, "forced_open", -1).retryAfter())
                .isEmpty();
    }

    @Test
    void theTextOfAWaitIsRoundedUpSoThatNobodyComesTooEarly() {
        assertThat(DurationText.roundedUp(1)).isEqualTo("1us");
        assertThat(DurationText.roundedUp(1_000_001)).isEqualTo("2ms");
        assertThat(DurationText.roundedUp(59_000_000_001L)).isEqualTo("1m");
        assertThat(DurationText.roundedUp(Long.MAX_VALUE)).isEqualTo("9223372036s");
        assertThat(DurationText.exact(1_000_000_001L)).isEqualTo("1000000001ns");
        assertThat(DurationText.exact(0)).isEqualTo("0ns");
    }

    @Test
    void stackTracesAreThereWhenTheSystemPropertyAsksForThem() throws Exception {
        assertThat(TraceProbe.depthIn("-Dselvedge.stacktraces=true")).isPositive();
        assertThat(TraceProbe.depthIn("-Dselvedge.stacktraces=false")).isZero();
    }

    private static CallInterruptedException interruptedBy(String policy) {
        return new CallInterruptedException("m", policy, new InterruptedException());
    }
}
