package io.selvedge.runtime.micrometer;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.record.CallTrace;
import io.selvedge.runtime.record.Outcome;
import io.selvedge.runtime.record.StageRecorder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One observation, of a call or of a child.
 *
 * <p>Thread-safe: whoever tells something of it holds the lock, since the context of an observation is for one thread.
 */
final class ObservationTrace implements CallTrace {
    private static final Entered NOWHERE = () -> {};

    private final ObservationRecorder recorder;
    private final Target target;
    private final Observation observation;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean over;

    ObservationTrace(ObservationRecorder recorder, Target target, Observation observation) {
        this.recorder = recorder;
        this.target = target;
        this.observation = observation;
    }

    @Override
    public Entered enter() {
        ObservationRegistry registry = recorder.registry();
        Observation.Scope around = registry.getCurrentObservationScope();
        try {
            Observation.Scope scope = observation.openScope();
            return () -> leave(scope, around);
        } catch (Throwable thrown) {
            recorder.complaints().about("A scope of an observation did not open", thrown);
            registry.setCurrentObservationScope(around);
            return NOWHERE;
        }
    }

    private void leave(Observation.Scope scope, Observation.@Nullable Scope around) {
        try {
            scope.close();
        } catch (Throwable thrown) {
            recorder.complaints().about("A scope of an observation did not close", thrown);
        }
        // Whatever handlers or the method itself have left open, the thread goes on with what it had before.
        if (recorder.registry().getCurrentObservationScope() != around) {
            recorder.registry().setCurrentObservationScope(around);
        }
    }

    @Override
    public StageRecorder stage(String room) {
        return new ObservedStage(this, room);
    }

    void event(String name, String words) {
        lock.lock();
        try {
            if (!over) {
                observation.event(Observation.Event.of(name, words));
            }
        } catch (Throwable thrown) {
            recorder.complaints().about("An observation did not take an event", thrown);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public CallTrace child(String room) {
        Observation child = recorder.start(new ObservedCall(target, room), observation);
        return child == null ? new Part(this) : new ObservationTrace(recorder, target, child);
    }

    @Override
    public CallTrace here() {
        Observation current = recorder.registry().getCurrentObservation();
        return current == null ? this : new Part(new ObservationTrace(recorder, target, current));
    }

    @Override
    public void ended(Outcome outcome, @Nullable Throwable failure) {
        lock.lock();
        try {
            if (over) {
                // A part of the call that ran elsewhere has met the end of its thread's stack, and has told so already.
                return;
            }
            over = true;
            observation.lowCardinalityKeyValue(KeyValue.of(MeterName.OUTCOME, outcome.tag()));
            if (failure != null && outcome != Outcome.CANCELLED) {
                observation.error(failure);
            }
            observation.stop();
        } catch (Throwable thrown) {
            recorder.complaints().about("An observation did not stop", thrown);
        } finally {
            lock.unlock();
        }
    }

    /** What has no observation of its own, and is seen as part of the whole around it. */
    private record Part(ObservationTrace whole) implements CallTrace {
        @Override
        public Entered enter() {
            return whole.enter();
        }

        @Override
        public StageRecorder stage(String room) {
            return whole.stage(room);
        }

        @Override
        public CallTrace child(String room) {
            return whole.child(room);
        }

        @Override
        public CallTrace here() {
            return whole.here();
        }

        @Override
        public void ended(Outcome outcome, @Nullable Throwable failure) {}
    }
}
