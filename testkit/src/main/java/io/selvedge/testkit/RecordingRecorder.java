package io.selvedge.testkit;

import io.selvedge.runtime.policy.DurationText;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.Outcome;
import io.selvedge.runtime.record.Recorder;
import io.selvedge.runtime.record.StageRecorder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Remembers what the drivers tell, in order, as sentences to compare with: {@code "Retry: again after 100ms"},
 * {@code "CircuitBreaker: refused, open"}, {@code "ended success after 250ms"}.
 *
 * <p>Thread-safe.
 */
public final class RecordingRecorder implements Recorder {
    private record Event(String target, String what) {}

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Map<String, Policy> instances = new ConcurrentHashMap<>();
    private volatile boolean closed;

    @Override
    public CallRecorder calls(Target target) {
        return (nanos, outcome) -> add(target, "ended " + outcome.tag() + " after " + DurationText.of(nanos));
    }

    @Override
    public StageRecorder stage(Target target, String room) {
        return new Stage(target, room);
    }

    @Override
    public void instance(String room, String instance, Policy policy) {
        if (instances.putIfAbsent(room + " " + instance, policy) != null) {
            throw new IllegalStateException("Shown twice: " + room + " " + instance);
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    /** All that was told so far, of all targets. */
    public List<String> events() {
        return events.stream().map(Event::what).toList();
    }

    /** All that was told so far of the target with that name. */
    public List<String> events(String target) {
        return events.stream()
                .filter(event -> event.target().equals(target))
                .map(Event::what)
                .toList();
    }

    /** Forgets all events. */
    public void clear() {
        events.clear();
    }

    /** Every policy that was shown, under its room's name, a space, and the name of the instance. */
    public Map<String, Policy> instances() {
        return Map.copyOf(instances);
    }

    public boolean closed() {
        return closed;
    }

    private void add(Target target, String what) {
        events.add(new Event(target.name(), what));
    }

    private final class Stage implements StageRecorder {
        private final Target target;
        private final String room;

        Stage(Target target, String room) {
            this.target = target;
            this.room = room;
        }

        @Override
        public void refused(String reason) {
            tell("refused, " + reason);
        }

        @Override
        public void waited(long nanos) {
            tell("waited " + DurationText.of(nanos));
        }

        @Override
        public void again(long delayNanos) {
            tell("again after " + DurationText.of(delayNanos));
        }

        @Override
        public void kept(String reason) {
            tell("kept, " + reason);
        }

        @Override
        public void diverted() {
            tell("diverted");
        }

        @Override
        public void expired() {
            tell("expired");
        }

        @Override
        public void late(long nanos) {
            tell("late by " + DurationText.of(nanos));
        }

        @Override
        public void childBegan() {
            tell("child began");
        }

        @Override
        public void childEnded(Outcome outcome) {
            tell("child ended, " + outcome.tag());
        }

        @Override
        public void spread(int children) {
            tell("spread over " + children);
        }

        private void tell(String what) {
            add(target, room + ": " + what);
        }
    }
}
