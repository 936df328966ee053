package io.selvedge.runtime.compile;

import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;
import java.lang.annotation.Annotation;

/**
 * One policy of a draft, its settings read and found good.
 *
 * @param sharedAs the name under which several methods share the instance, or empty
 */
record Part<A extends Annotation, C extends Record>(Room<A, C> room, Written written, C config, String sharedAs) {

    static <A extends Annotation, C extends Record> Part<A, C> read(Room<A, C> room, Written written, Site site) {
        C config = room.configure(room.annotation().cast(written.annotation()), site);
        return new Part<>(room, written, config, room.sharedAs(config));
    }

    Class<A> annotation() {
        return room.annotation();
    }

    boolean shared() {
        return !sharedAs.isEmpty();
    }

    Policy open(Site site) {
        return room.open(config, site);
    }
}
