package io.selvedge.runtime.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.CallTrace;
import io.selvedge.runtime.record.Outcome;
import io.selvedge.runtime.record.Recorder;
import io.selvedge.runtime.record.StageRecorder;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Observes calls with Micrometer's Observation API, from which tracing bridges make spans. docs/tracing.md tells what is
 * observed.
 *
 * <p>Measures nothing itself: to be {@linkplain Recorder#and joined} to a {@link MicrometerRecorder} where meters are
 * wanted too.
 *
 * <p>Thread-safe. Throws nothing: failures of handlers are logged, once as a warning and then for debugging.
 */
public final class ObservationRecorder implements Recorder {
    /** In the place of who has left; the same for all, so that a plan has it once however often tracers come and go. */
    private static final CallRecorder NOBODY = (nanos, outcome) -> {};

    private final ObservationRegistry registry;
    private final Complaints complaints = new Complaints(LoggerFactory.getLogger(ObservationRecorder.class));

    /** @param registry as its handlers, predicates and conventions say; nothing is observed if it is the no-op one */
    public ObservationRecorder(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public CallRecorder calls(Target target) {
        return registry.isNoop() ? CallRecorder.NONE : new Calls(target);
    }

    /** What happens at policies is told to the observation of the call. */
    @Override
    public StageRecorder stage(Target target, String room) {
        return StageRecorder.NONE;
    }

    @Override
    public void instance(String room, String instance, Policy policy) {}

    /** Calls under way are observed to their ends. */
    @Override
    public void close() {}

    ObservationRegistry registry() {
        return registry;
    }

    Complaints complaints() {
        return complaints;
    }

    /** A new observation that has started, or {@code null} if none is wanted. */
    @Nullable Observation start(ObservedCall call, @Nullable Observation parent) {
        try {
            Observation made = Observation.createNotStarted(call.kind(), () -> call, registry);
            if (made.isNoop()) {
                return null;
            }
            return (parent == null ? made : made.parentObservation(parent)).start();
        } catch (Throwable thrown) {
            complaints.about("An observation did not start", thrown);
            return null;
        }
    }

    /** The calls of one target. */
    private final class Calls implements CallRecorder {
        private final Target target;

        Calls(Target target) {
            this.target = target;
        }

        @Override
        public void ended(long nanos, Outcome outcome) {}

        @Override
        public @Nullable CallTrace follow() {
            Observation observation = start(new ObservedCall(target, ""), null);
            return observation == null ? null : new ObservationTrace(ObservationRecorder.this, target, observation);
        }

        /** Not nobody: calls that are followed still have to find their end. */
        @Override
        public CallRecorder without(CallRecorder gone) {
            return this == gone ? NOBODY : this;
        }
    }
}
