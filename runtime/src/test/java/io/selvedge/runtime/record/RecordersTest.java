package io.selvedge.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Recorders that are joined, and part again. */
class RecordersTest {
    private final List<String> told = new ArrayList<>();
    private final CallRecorder first = new Following("first");
    private final CallRecorder second = new Following("second");
    private final CallRecorder third = (nanos, outcome) -> told.add("third ended");

    /** Notes everything; follows calls. */
    private final class Following implements CallRecorder, CallTrace {
        private final String name;

        Following(String name) {
            this.name = name;
        }

        @Override
        public void ended(long nanos, Outcome outcome) {
            told.add(name + " ended");
        }

        @Override
        public CallTrace follow() {
            return this;
        }

        @Override
        public Entered enter() {
            told.add(name + " entered");
            return () -> told.add(name + " left");
        }

        @Override
        public StageRecorder stage(String room) {
            return new StageRecorder() {
                @Override
                public void refused(String reason) {
                    told.add(name + " " + room + " " + reason);
                }
            };
        }

        @Override
        public CallTrace child(String room) {
            return new Following(name + " child");
        }

        @Override
        public CallTrace here() {
            return new Following(name + " here");
        }

        @Override
        public void ended(Outcome outcome, @Nullable Throwable failure) {
            told.add(name + " trace ended");
        }
    }

    @Test
    void eachIsToldOnceHoweverOftenItIsJoined() {
        CallRecorder all = first.and(third).and(second).and(third).and(first);
        all.ended(1, Outcome.SUCCESS);

        assertThat(told).containsExactly("first ended", "third ended", "second ended");
        assertThat(first.and(first)).isSameAs(first);
        assertThat(CallRecorder.NONE.and(first).and(CallRecorder.NONE)).isSameAs(first);
        assertThat(all.without(first).without(second)).isSameAs(third);
    }

    @Test
    void whoFollowsIsFoundBesideWhoDoesNot() {
        assertThat(third.and(first).follow()).isSameAs(first);
        assertThat(first.and(third).follow()).isSameAs(first);
        assertThat(third.follow()).isNull();
    }

    @Test
    void twoFollowTheSameCallAndLeaveItInTheOtherOrder() {
        CallTrace trace = first.and(second).follow();
        assertThat(trace).isNotNull();
        trace.enter().leave();
        trace.stage("bulkhead").refused("full");
        trace.child("hedge").ended(Outcome.SUCCESS, null);
        trace.here().ended(Outcome.SUCCESS, null);
        trace.ended(Outcome.SUCCESS, null);

        assertThat(told)
                .containsExactly(
                        "first entered",
                        "second entered",
                        "second left",
                        "first left",
                        "first bulkhead full",
                        "second bulkhead full",
                        "first child trace ended",
                        "second child trace ended",
                        "first here trace ended",
                        "second here trace ended",
                        "first trace ended",
                        "second trace ended");
    }
}
