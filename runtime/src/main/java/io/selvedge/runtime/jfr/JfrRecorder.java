package io.selvedge.runtime.jfr;

import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.policy.TransitionListener;
import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.Recorder;
import io.selvedge.runtime.record.StageRecorder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jfr.EventType;

/** Tells JDK Flight Recorder what happens at policies. Thread-safe. */
final class JfrRecorder implements Recorder {
    static final EventType REFUSAL = EventType.getEventType(RefusalEvent.class);
    static final EventType RETRY = EventType.getEventType(RetryEvent.class);
    static final EventType WAIT = EventType.getEventType(WaitEvent.class);
    static final EventType TIMEOUT = EventType.getEventType(TimeoutEvent.class);
    private static final EventType TRANSITION = EventType.getEventType(TransitionEvent.class);
    private static final List<EventType> ALL = List.of(REFUSAL, RETRY, WAIT, TIMEOUT, TRANSITION);

    private final Map<Policy, TransitionListener> told = new ConcurrentHashMap<>();

    /** Whether a recording that runs now wants any of the events. */
    static boolean wanted() {
        return ALL.stream().anyMatch(EventType::isEnabled);
    }

    /** How long a call takes is nobody's business here, so the clock is not read for it. */
    @Override
    public CallRecorder calls(Target target) {
        return CallRecorder.NONE;
    }

    @Override
    public StageRecorder stage(Target target, String room) {
        return new JfrStage(target.name(), room);
    }

    @Override
    public void instance(String room, String instance, Policy policy) {
        TransitionListener listener = (from, to) -> new TransitionEvent(instance, room, from, to).commit();
        if (told.putIfAbsent(policy, listener) == null) {
            policy.tellTransitions(listener);
        }
    }

    @Override
    public void close() {
        told.forEach(Policy::untellTransitions);
        told.clear();
    }
}
