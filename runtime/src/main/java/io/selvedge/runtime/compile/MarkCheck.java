package io.selvedge.runtime.compile;

import io.selvedge.runtime.policy.Room;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/** Looks for annotations of parameters that speak to a policy which is not there. */
final class MarkCheck {
    private final List<Room<?, ?>> rooms;
    private final Misuses misuses;

    MarkCheck(Catalog catalog, Misuses misuses) {
        this.rooms = catalog.marking();
        this.misuses = misuses;
    }

    void onMethod(String place, Method method, Guards guards) {
        rooms.stream()
                .filter(room -> !guards.have(room.annotation()))
                .forEach(room -> room.marks().forEach(mark -> refuse(place, method, mark, room.annotation())));
    }

    private void refuse(
            String place, Method method, Class<? extends Annotation> mark, Class<? extends Annotation> needed) {
        List<String> marked = Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(mark))
                .map(parameter -> parameter.getName())
                .toList();
        if (!marked.isEmpty()) {
            misuses.add(
                    place,
                    "@%s on %s means nothing here: the method has no @%s. Put @%3$s on the method, or remove @%1$s."
                            .formatted(mark.getSimpleName(), Names.list(marked), needed.getSimpleName()));
        }
    }
}
