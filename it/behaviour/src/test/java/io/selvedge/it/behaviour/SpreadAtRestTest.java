package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.CallTimeoutException;
import io.selvedge.runtime.FanGuard;
import io.selvedge.runtime.Guard;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * However fan-outs, hedges and shared runs end, by themselves or one within the other, no child, no thread, no permit and no
 * alarm stays behind. In virtual time, under every driver.
 */
class SpreadAtRestTest {
    private static final int FAN_OUTS = 10_000;
    private static final int PAIRS = Boolean.getBoolean("selvedge.soak") ? 10_000 : 2_000;

    @FanOut(concurrency = 3)
    @Retry(maxRetries = 1, backoff = @Backoff(initial = "3ms", jitter = Jitter.NONE))
    @Timeout("15ms")
    @Bulkhead(limit = 5, queue = 10)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Troubled {}

    @Timeout("15ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Hurried {}

    private final SplittableRandom random = random();

    private static SplittableRandom random() {
        long seed = Long.getLong("selvedge.seed", System.nanoTime());
        System.out.println("SpreadAtRestTest: -Dselvedge.seed=" + seed);
        return new SplittableRandom(seed);
    }

    private Reaction reaction() {
        Reaction reaction = random.nextInt(5) == 0 ? Reaction.fails(new IOException()) : Reaction.returns("a");
        Reaction slow = reaction.after(random.nextInt(20));
        return random.nextInt(20) == 0 ? slow.stubbornly() : slow;
    }

    /** What can be begun at random. */
    private interface Kind {
        Callable<@Nullable Object> call();
    }

    private void endAtRandom(Driven driven, int ends, Kind kind) {
        List<Running> all = new ArrayList<>();
        for (int i = 1; i <= ends; i++) {
            all.add(driven.started(kind.call()));
            if (random.nextInt(4) == 0) {
                all.get(Math.max(0, all.size() - 1 - random.nextInt(5))).giveUp();
            } else {
                driven.advance(random.nextInt(8));
            }
            if (i % 1000 == 0) {
                driven.advance(1000);
                assertThat(all).allMatch(Running::isDone);
                assertAtRest(driven);
                driven.recorder().clear();
            }
        }
        assertThat(all.stream().filter(each -> each.ended().returned()))
                .as("that went well")
                .hasSizeGreaterThan(ends / 100);
        assertThat(all.stream().filter(each -> each.ended().failure() instanceof CallTimeoutException))
                .as("that ran out of time")
                .isNotEmpty();
    }

    @BothDrivers
    void ten_thousand_cancelled_failed_and_timed_out_fan_outs_leave_nothing(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            FanGuard fan = driven.engine().fanOut("fan", Troubled.class);
            Guard hurried = driven.engine().guard("hurried", Hurried.class);
            endAtRandom(driven, FAN_OUTS, () -> {
                Callable<@Nullable Object> spread = spread(driven, fan);
                return random.nextInt(3) == 0 ? within(driven, hurried, spread) : spread;
            });
        }
    }

    private Callable<@Nullable Object> spread(Driven driven, FanGuard fan) {
        List<Reaction> each = reactions();
        int join = random.nextInt(4);
        return () -> driven.blocking() ? blocking(driven, fan, join, each) : staged(driven, fan, join, each);
    }

    private List<Reaction> reactions() {
        return IntStream.range(0, random.nextInt(7)).mapToObj(i -> reaction()).toList();
    }

    private static @Nullable Object blocking(Driven driven, FanGuard fan, int join, List<Reaction> each)
            throws Exception {
        return switch (join) {
            case 0 -> fan.all(each, slice -> Collections.singletonList(driven.react(slice.get(0))));
            case 1 -> fan.allSettled(each, slice -> Collections.singletonList(driven.react(slice.get(0))));
            case 2 -> fan.<Reaction, @Nullable Object>race(each, driven::react);
            default -> fan.<Reaction, @Nullable Object>any(each, driven::react);
        };
    }

    private static @Nullable Object staged(Driven driven, FanGuard fan, int join, List<Reaction> each) {
        return switch (join) {
            case 0 -> fan.stageAll(each, slice -> stageOfList(driven, slice.get(0)));
            case 1 -> fan.stageAllSettled(each, slice -> stageOfList(driven, slice.get(0)));
            case 2 -> fan.<Reaction, @Nullable Object>stageRace(each, one -> stage(() -> driven.react(one)));
            default -> fan.<Reaction, @Nullable Object>stageAny(each, one -> stage(() -> driven.react(one)));
        };
    }

    @SuppressWarnings("unchecked")
    private static CompletionStage<List<Object>> stageOfList(Driven driven, Reaction one) throws Exception {
        return (CompletionStage<List<Object>>) driven.react(PairedTasks.alone(one));
    }

    @SuppressWarnings("unchecked")
    private static CompletionStage<@Nullable Object> stage(Callable<@Nullable Object> call) throws Exception {
        return (CompletionStage<@Nullable Object>) call.call();
    }

    private static Callable<@Nullable Object> within(Driven driven, Guard guard, Callable<@Nullable Object> call) {
        return () -> driven.blocking() ? guard.call(call) : guard.stage(() -> stage(call));
    }

    @ParameterizedTest
    @EnumSource
    void pairs_of_fan_outs_hedges_and_shared_runs_leave_nothing(Driven.Mode mode) {
        try (Driven driven = Driven.withHands(mode, options -> options)) {
            driven.engine().serve(PairedTasks.class);
            Guard hurried = driven.engine().guard("hurried", Hurried.class);
            endAtRandom(driven, PAIRS, () -> {
                Callable<@Nullable Object> pair = pair(driven);
                return random.nextInt(3) == 0 ? within(driven, hurried, pair) : pair;
            });
        }
    }

    private Callable<@Nullable Object> pair(Driven driven) {
        List<Reaction> next = IntStream.range(0, 4).mapToObj(i -> reaction()).toList();
        PairedTasks tasks = new PairedTasks(driven).will((id, run) -> next.get((id + run) % next.size()));
        List<Integer> ids = IntStream.range(0, 1 + random.nextInt(3))
                .map(i -> random.nextInt(4))
                .boxed()
                .toList();
        return switch (random.nextInt(4)) {
            case 0 -> () -> tasks.loadShared(ids);
            case 1 -> () -> tasks.loadHedged(ids);
            case 2 -> () -> tasks.sharedHedged(ids.get(0));
            default -> tasks::bothBranches;
        };
    }
}
