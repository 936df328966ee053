package io.selvedge.runtime.compile;

import io.selvedge.runtime.policy.Room;
import java.lang.annotation.Annotation;
import java.util.List;

/** Looks for annotations of parameters that speak to a policy which is not there. */
final class MarkCheck {
    private final List<Room<?, ?>> rooms;
    private final Misuses misuses;

    MarkCheck(Catalog catalog, Misuses misuses) {
        this.rooms = catalog.marking();
        this.misuses = misuses;
    }

    void onMethod(Subject subject, Guards guards, Marks marks) {
        for (Room<?, ?> room : rooms) {
            if (!guards.have(room.annotation())) {
                onMethod(subject, marks, room);
            }
        }
    }

    private void onMethod(Subject subject, Marks marks, Room<?, ?> absent) {
        for (Class<? extends Annotation> mark : absent.marks()) {
            List<String> marked = marks.names(mark);
            if (!marked.isEmpty()) {
                misuses.add(subject.place(), refusal(mark, marked, absent.annotation()));
            }
        }
    }

    private static String refusal(
            Class<? extends Annotation> mark, List<String> marked, Class<? extends Annotation> needed) {
        return "@%s on %s means nothing here: the method has no @%s. Put @%3$s on the method, or remove @%1$s."
                .formatted(mark.getSimpleName(), Names.list(marked), needed.getSimpleName());
    }
}
