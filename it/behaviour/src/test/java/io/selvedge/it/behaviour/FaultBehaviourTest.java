package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static io.selvedge.it.behaviour.Resting.held;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Policy;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.drive.Lineage;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.policy.Verdict;
import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.Recorder;
import io.selvedge.runtime.record.StageRecorder;
import io.selvedge.runtime.time.Alarm;
import io.selvedge.runtime.time.SystemTime;
import io.selvedge.runtime.time.Time;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.Ended;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.RecordingRecorder;
import io.selvedge.testkit.Running;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What becomes of a call when something breaks that never should: timer, policy, recorder, stack. */
@org.junit.jupiter.api.Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SAME_THREAD)
class FaultBehaviourTest {
    private static final int ROUNDS = Boolean.getBoolean("selvedge.soak") ? 3000 : 60;

    @Timeout("1s")
    @Serialized
    @Bulkhead(limit = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Chain {}

    /** Time whose timer has no thread left now and then. */
    private static final class PoorTime extends OtherTime {
        private boolean poor;

        PoorTime(Time time) {
            super(time);
        }

        @Override
        public void arm(Alarm alarm, long atNanos) {
            if (poor) {
                throw new OutOfMemoryError("no thread left, says the test");
            }
            super.arm(alarm, atNanos);
        }
    }

    @EveryDriver
    void a_limit_that_the_timer_cannot_take_fails_the_call_and_holds_nothing(Driven any) {
        AtomicReference<@Nullable PoorTime> poor = new AtomicReference<>();
        try (Driven driven = new Driven(any.mode(), options -> {
            poor.set(new PoorTime(Objects.requireNonNull(options.time())));
            return options.withTime(poor.get());
        })) {
            DrivenGuard guard = driven.guard(Chain.class);
            Objects.requireNonNull(poor.get()).poor = true;
            // A stage that is done when the method returns needs no timer.
            assertThat(guard.call(() -> Reaction.returns("never").after(10)).failure())
                    .isInstanceOf(OutOfMemoryError.class);
            assertAtRest(driven);

            Objects.requireNonNull(poor.get()).poor = false;
            assertThat(guard.call(() -> Reaction.returns("a").after(10)).value())
                    .isEqualTo("a");
            assertAtRest(driven);
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @Test
    void work_whose_limit_the_timer_cannot_take_keeps_what_it_holds_until_it_ends() {
        AtomicReference<@Nullable PoorTime> poor = new AtomicReference<>();
        try (Driven driven = new Driven(Driven.Mode.STAGE_LATER, options -> {
            poor.set(new PoorTime(Objects.requireNonNull(options.time())));
            return options.withTime(poor.get());
        })) {
            DrivenGuard guard = driven.guard(Chain.class);
            Objects.requireNonNull(poor.get()).poor = true;
            Reaction deaf = Reaction.returns("unheard").after(10).stubbornly();
            assertThat(guard.start(() -> deaf).ended().failure()).isInstanceOf(OutOfMemoryError.class);
            assertThat(held(driven.recorder()))
                    .containsEntry("bulkhead Chain permits.used", 1.0)
                    .containsEntry("serialized Chain turns.held", 1.0);
            driven.advance(10);
            assertAtRest(driven);
        }
    }

    /** Fails at the door, at the exit, or not at all. */
    @Policy
    @Retention(RetentionPolicy.RUNTIME)
    @interface Faulty {
        boolean atDoor();
    }

    private static final class Fault extends IllegalStateException {
        private static final long serialVersionUID = 1L;
    }

    private record Where(boolean atDoor) {}

    private static final class FaultyRoom implements Room<Faulty, Where> {
        @Override
        public String name() {
            return "faulty";
        }

        @Override
        public Class<Faulty> annotation() {
            return Faulty.class;
        }

        @Override
        public Where configure(Faulty annotation, Site site) {
            return new Where(annotation.atDoor());
        }

        @Override
        public String reason() {
            return "innermost";
        }

        @Override
        public io.selvedge.runtime.policy.Policy open(Where where, Site site) {
            return new io.selvedge.runtime.policy.Policy() {
                @Override
                public Admission admit(Call call) {
                    if (where.atDoor()) {
                        throw new Fault();
                    }
                    return Pass.FREE;
                }

                @Override
                public Verdict settle(Call call, Pass pass, @Nullable Object value, @Nullable Throwable failure) {
                    throw new Fault();
                }
            };
        }
    }

    @Timeout("1s")
    @Serialized
    @Bulkhead(limit = 1)
    @Faulty(atDoor = true)
    @Retention(RetentionPolicy.RUNTIME)
    @interface FaultyDoor {}

    @Retry(maxRetries = 2, backoff = @Backoff(initial = "10ms"))
    @Timeout("1s")
    @Serialized
    @Bulkhead(limit = 1)
    @Faulty(atDoor = false)
    @Retention(RetentionPolicy.RUNTIME)
    @interface FaultyExit {}

    @EveryDriver
    void a_policy_that_throws_fails_the_call_and_those_around_it_settle(Driven any) {
        try (Driven driven = new Driven(any.mode(), options -> options.withRoom(new FaultyRoom(), Bulkhead.class))) {
            for (Class<? extends Annotation> bundle : List.of(FaultyDoor.class, FaultyExit.class)) {
                Attempts work = new Attempts(Reaction.returns("a").after(10));
                Ended ended = driven.guard(bundle).call(work);

                assertThat(ended.failure()).isInstanceOf(Fault.class);
                assertThat(work.count()).isEqualTo(bundle == FaultyDoor.class ? 0 : 3);
                assertAtRest(driven);
            }
        }
    }

    /** Fails at the end of each call. */
    private static final class FaultyRecorder implements Recorder {
        private final Recorder recorder;

        FaultyRecorder(Recorder recorder) {
            this.recorder = recorder;
        }

        @Override
        public CallRecorder calls(Target target) {
            return (nanos, outcome) -> {
                throw new StackOverflowError("of the test");
            };
        }

        @Override
        public StageRecorder stage(Target target, String room) {
            return recorder.stage(target, room);
        }

        @Override
        public void instance(String room, String instance, io.selvedge.runtime.policy.Policy policy) {
            recorder.instance(room, instance, policy);
        }

        @Override
        public void close() {
            recorder.close();
        }
    }

    @EveryDriver
    void a_recorder_that_throws_leaves_no_trace_on_the_thread_and_no_caller_behind(Driven any) {
        try (Driven driven =
                new Driven(any.mode(), options -> options.withRecorder(new FaultyRecorder(options.recorder())))) {
            Running running =
                    driven.guard(Chain.class).start(() -> Reaction.returns("a").after(10));
            driven.advance(10);
            if (driven.blocking()) {
                assertThat(running.ended().failure()).isInstanceOf(StackOverflowError.class);
            } else {
                assertThat(running.ended().value()).isEqualTo("a");
            }
            assertAtRest(driven);
            Throwable thrown = catchThrowable(() -> driven.guard(Chain.class).call(() -> Reaction.returns("a")));
            assertThat(thrown == null || thrown instanceof StackOverflowError).isTrue();
            assertAtRest(driven);
            assertThat(Lineage.current().isEmpty()).isTrue();
        }
    }

    /** Runs away. */
    @SuppressWarnings("InfiniteRecursion") // that is what it is for
    static class Runaway {
        final AtomicInteger depth = new AtomicInteger();

        @Retry
        @Timeout("1h")
        @Bulkhead(limit = 1_000_000)
        int down(int n) {
            depth.incrementAndGet();
            return down(n + 1) + padded(n, n, n);
        }

        @Timeout("1h")
        @Serialized
        @Bulkhead(name = "turns", limit = 1_000_000)
        int inTurn(int n) {
            return inTurn(n + 1) + 1;
        }

        @Bulkhead(name = "bottom", limit = 1_000_000)
        @Timeout("1h")
        int once() {
            return 1;
        }

        /** Only the last one is guarded, and may find no stack at any point of its way. */
        int unguardedDown(int n) {
            try {
                return unguardedDown(n + 1) + 1;
            } catch (StackOverflowError e) {
                return once();
            }
        }

        private static int padded(long a, long b, long c) {
            return (int) (a + b + c);
        }
    }

    /** Records like a real registry: a few calls deep. */
    private static int deep(int levels) {
        return levels == 0 ? 0 : deep(levels - 1) + 1;
    }

    @SuppressWarnings("try") // the engine serves what is called
    @Test
    void a_guarded_recursion_that_runs_away_leaves_nothing_held_armed_or_entered() throws Exception {
        RecordingRecorder instances = new RecordingRecorder();
        Recorder deepRecorder = new Recorder() {
            @Override
            public CallRecorder calls(Target target) {
                return (nanos, outcome) -> deep(30);
            }

            @Override
            public StageRecorder stage(Target target, String room) {
                return StageRecorder.NONE;
            }

            @Override
            public void instance(String room, String instance, io.selvedge.runtime.policy.Policy policy) {
                instances.instance(room, instance, policy);
            }

            @Override
            public void close() {}
        };
        SystemTime time = new SystemTime();
        try (Engine engine = Engine.start(
                        EngineOptions.standard().withTime(time).withRecorder(deepRecorder))
                .serve(Runaway.class)) {
            Runaway runaway = new Runaway();
            runaway.once();
            for (int round = 0; round < ROUNDS; round++) {
                CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
                int pad = round;
                Thread thread = new Thread(
                        null,
                        () -> {
                            try {
                                offset(runaway, pad % 40, pad % 3);
                                assertThat(Lineage.current().isEmpty())
                                        .as("the thread is in no call")
                                        .isTrue();
                                assertThat(runaway.once()).isEqualTo(1);
                                end.complete(null);
                            } catch (Throwable e) {
                                end.completeExceptionally(e);
                            }
                        },
                        "runaway",
                        256 * 1024);
                thread.start();
                end.get(30, TimeUnit.SECONDS);
                assertThat(heldButAtTheBottom(instances))
                        .as("after round " + round)
                        .isEmpty();
                assertThat(time.armed()).as("after round " + round).isZero();
            }
            assertThat(runaway.depth.get()).as("it did run away").isGreaterThan(1000);
        } finally {
            time.close();
        }
    }

    /**
     * A permit that is to be given back where the stack ends, below frames that no engine could look after, may be lost:
     * nothing can be done without a stack. What is nested finds out before it takes anything.
     */
    private static Map<String, Double> heldButAtTheBottom(RecordingRecorder instances) {
        Map<String, Double> held = held(instances);
        held.keySet().removeIf(instance -> instance.contains("bottom"));
        return held;
    }

    /** Begins at slightly different depths, so that the stack ends at different places. */
    private static int offset(Runaway runaway, int levels, int way) {
        if (levels > 0) {
            return offset(runaway, levels - 1, way) + 1;
        }
        try {
            return switch (way) {
                case 0 -> runaway.down(0);
                case 1 -> runaway.inTurn(0);
                default -> runaway.unguardedDown(0);
            };
        } catch (StackOverflowError expected) {
            return 0;
        }
    }
}
