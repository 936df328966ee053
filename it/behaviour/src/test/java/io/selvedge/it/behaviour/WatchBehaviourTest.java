package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.Retry;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.compile.Setting;
import io.selvedge.runtime.record.Recorder;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.RecordingRecorder;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;

/** Recorders that come to an engine, and leave it, while it works. */
class WatchBehaviourTest {
    private final RecordingRecorder late = new RecordingRecorder();

    @Retry(maxRetries = 1, backoff = @Backoff(initial = "50ms", jitter = Jitter.NONE))
    @Bulkhead(limit = 7)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Chain {}

    @EveryDriver
    void who_comes_late_is_told_all_from_then_on_beside_who_was_there(Driven driven) {
        DrivenGuard before = driven.guard("before", Chain.class);
        before.call(() -> Reaction.returns("a"));
        driven.engine().watch(late);
        DrivenGuard after = driven.guard("after", Chain.class);
        driven.recorder().clear();

        before.call(new Attempts(Reaction.fails(new IOException()), Reaction.returns("a")));
        after.call(() -> Reaction.returns("a").after(10));

        assertThat(late.events())
                .containsExactly(
                        "retry: again after 50ms",
                        "retry: kept, recovered",
                        "ended success after 50ms",
                        "ended success after 10ms")
                .isEqualTo(driven.recorder().events());
        assertThat(late.instances())
                .containsOnlyKeys("retry before", "bulkhead before", "retry after", "bulkhead after");
    }

    @EveryDriver
    void who_leaves_is_told_nothing_more_and_stays_open(Driven driven) {
        DrivenGuard guard = driven.guard(Chain.class);
        driven.engine().watch(late);
        driven.engine().unwatch(late);
        driven.recorder().clear();

        guard.call(() -> Reaction.returns("a"));

        assertThat(late.events()).isEmpty();
        assertThat(driven.recorder().events()).containsExactly("ended success after 0ns");
        driven.engine().close();
        assertThat(late.closed()).isFalse();
    }

    @EveryDriver
    void a_call_whose_beginning_nobody_saw_is_not_told_with_a_wrong_length(Driven driven) {
        try (Driven unwatched = new Driven(driven.mode(), options -> options.withRecorder(Recorder.NONE))) {
            DrivenGuard guard = unwatched.guard(Chain.class);
            Running running = guard.start(() -> Reaction.returns("a").after(100));
            unwatched.engine().watch(late);
            unwatched.advance(200);

            assertThat(running.ended().value()).isEqualTo("a");
            assertThat(late.events()).isEmpty();
            guard.call(() -> Reaction.returns("a"));
            assertThat(late.events()).containsExactly("ended success after 0ns");
        }
    }

    @Test
    void the_engine_closes_who_still_watches_and_lets_nobody_come_after() {
        Engine engine = Engine.start();
        engine.watch(late);
        engine.close();
        assertThat(late.closed()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> engine.watch(late));
    }

    @EveryDriver
    void the_engine_tells_its_pipelines_and_where_their_settings_come_from(Driven driven) {
        driven.guard("partner", Chain.class);
        assertThat(driven.engine().plans()).isNotEmpty().allSatisfy(plan -> {
            assertThat(plan.target().name()).isEqualTo("partner");
            assertThat(driven.engine().explain(plan)).contains("@Bulkhead(limit = 7)");
            assertThat(driven.engine().settings(plan))
                    .contains(new Setting("bulkhead", "limit", "7", "on @Chain"))
                    .contains(new Setting("bulkhead", "queue", "0", "by default"));
        });
    }
}
