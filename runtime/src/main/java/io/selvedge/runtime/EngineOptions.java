package io.selvedge.runtime;

import io.selvedge.runtime.drive.ContextCarrier;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.record.Recorder;
import io.selvedge.runtime.time.Time;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How an engine is to be made. Immutable; each {@code with} method answers a changed copy.
 *
 * @param name tells engines of one virtual machine apart in messages and thread names
 * @param time the clock and timer, or {@code null} for one of the engine's own, which it closes
 * @param executor runs continuations and abandoned work, must not reject, or {@code null} for one of the engine's own
 *     (virtual threads where there are any), which it closes
 * @param recorder where measurements go; the engine closes it
 * @param carrier carries the callers' context to other threads
 * @param rooms the kinds of policies, outermost first
 */
public record EngineOptions(
        String name,
        @Nullable Time time,
        @Nullable Executor executor,
        Recorder recorder,
        ContextCarrier carrier,
        List<Room<?, ?>> rooms) {

    public EngineOptions {
        rooms = List.copyOf(rooms);
    }

    /** The rooms that come with Selvedge, system time, no measurements, Micrometer's context where it is present. */
    public static EngineOptions standard() {
        return new EngineOptions("selvedge", null, null, Recorder.NONE, Contexts.carrier(), Rooms.standard());
    }

    public EngineOptions withName(String other) {
        return new EngineOptions(other, time, executor, recorder, carrier, rooms);
    }

    public EngineOptions withTime(Time other) {
        return new EngineOptions(name, other, executor, recorder, carrier, rooms);
    }

    public EngineOptions withExecutor(Executor other) {
        return new EngineOptions(name, time, other, recorder, carrier, rooms);
    }

    public EngineOptions withRecorder(Recorder other) {
        return new EngineOptions(name, time, executor, other, carrier, rooms);
    }

    public EngineOptions withCarrier(ContextCarrier other) {
        return new EngineOptions(name, time, executor, recorder, other, rooms);
    }

    /**
     * Adds a room of one's own.
     *
     * @param inside the annotation whose policy is to stand just outside the new one's
     * @throws IllegalArgumentException if there is no room for that annotation
     */
    public EngineOptions withRoom(Room<?, ?> room, Class<? extends Annotation> inside) {
        List<Room<?, ?>> more = new ArrayList<>(rooms);
        for (int i = 0; i < more.size(); i++) {
            if (more.get(i).annotation() == inside) {
                more.add(i + 1, room);
                return new EngineOptions(name, time, executor, recorder, carrier, more);
            }
        }
        throw new IllegalArgumentException("there is no room for @" + inside.getSimpleName());
    }

    /** Adds a room of one's own, outside all others. */
    public EngineOptions withOutermost(Room<?, ?> room) {
        List<Room<?, ?>> more = new ArrayList<>(rooms);
        more.add(0, room);
        return new EngineOptions(name, time, executor, recorder, carrier, more);
    }
}
