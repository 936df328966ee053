package io.selvedge.runtime.compile;

import io.selvedge.annotations.Policy;
import io.selvedge.runtime.policy.Room;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of an engine in their order, found by annotation.
 *
 * <p>Immutable.
 */
final class Catalog {
    private final List<Room<?, ?>> rooms;
    private final List<Room<?, ?>> marking;
    private final Map<Class<? extends Annotation>, Room<?, ?>> byAnnotation = new LinkedHashMap<>();

    /** @param rooms outermost first */
    Catalog(List<Room<?, ?>> rooms) {
        this.rooms = List.copyOf(rooms);
        this.marking =
                this.rooms.stream().filter(room -> !room.marks().isEmpty()).toList();
        Misuses misuses = new Misuses();
        Map<String, Room<?, ?>> byName = new LinkedHashMap<>();
        for (Room<?, ?> room : this.rooms) {
            visible(room, misuses);
            unique(byName.putIfAbsent(room.name(), room), room, "Its name \"" + room.name() + "\"", misuses);
            unique(
                    byAnnotation.putIfAbsent(room.annotation(), room),
                    room,
                    "Its annotation @" + room.annotation().getName(),
                    misuses);
        }
        misuses.check();
    }

    private static void unique(@Nullable Room<?, ?> before, Room<?, ?> room, String what, Misuses misuses) {
        if (before != null) {
            misuses.add(
                    place(room),
                    "%s is also that of %s: two rooms of an engine can share neither. Give the engine one of them."
                            .formatted(what, place(before)));
        }
    }

    private static void visible(Room<?, ?> room, Misuses misuses) {
        Class<? extends Annotation> type = room.annotation();
        Retention retention = type.getAnnotation(Retention.class);
        if (!type.isAnnotationPresent(Policy.class)
                || retention == null
                || retention.value() != RetentionPolicy.RUNTIME) {
            misuses.add(
                    place(room),
                    "Its annotation @%s would be seen by nobody: what guards a method is marked @Policy and kept at run time. Put @Policy and @Retention(RetentionPolicy.RUNTIME) on it."
                            .formatted(type.getName()));
        }
    }

    private static String place(Room<?, ?> room) {
        return "room " + room.getClass().getName();
    }

    @Nullable Room<?, ?> room(Class<? extends Annotation> annotation) {
        return byAnnotation.get(annotation);
    }

    int place(Class<? extends Annotation> annotation) {
        return rooms.indexOf(byAnnotation.get(annotation));
    }

    /** Those rooms to which annotations of parameters mean something. */
    List<Room<?, ?>> marking() {
        return marking;
    }

    /** The annotations of those rooms that keep a state for each key. */
    List<String> keyed() {
        return rooms.stream()
                .filter(Room::keepsKeys)
                .map(room -> "@" + room.annotation().getSimpleName())
                .toList();
    }
}
