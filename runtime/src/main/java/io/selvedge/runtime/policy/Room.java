package io.selvedge.runtime.policy;

import java.lang.annotation.Annotation;
import java.util.List;

/**
 * A kind of policy: which annotation asks for it, what its settings are, and how an instance is made.
 *
 * <p>The engine knows rooms only through this type. A user adds one by an annotation marked {@code @Policy}, a
 * configuration record, a {@link Policy}, and a line in the engine's list of rooms.
 *
 * @param <A> the annotation
 * @param <C> the settings, a record: two places that share an instance by name must have equal ones
 */
public interface Room<A extends Annotation, C extends Record> {

    /** Short, stable, snake case, unique among an engine's rooms: metric names and failures carry it. */
    String name();

    Class<A> annotation();

    /**
     * Reads the annotation.
     *
     * @throws BadDefinition with everything that is wrong with it, at once
     */
    C configure(A annotation, Site site);

    /** The name under which several methods share one instance, or empty when each method has its own. */
    default String sharedAs(C config) {
        return "";
    }

    /** Whether its policies keep one state for each key where a parameter of the method has {@code @Key}. */
    default boolean keepsKeys() {
        return false;
    }

    /** Annotations of parameters that mean something to this room only; refused on methods that do not carry its own. */
    default List<Class<? extends Annotation>> marks() {
        return List.of();
    }

    /**
     * Why the room stands where it does in the order: one sentence without its full stop, told to those who ask the
     * engine to explain a method; empty for none.
     */
    default String reason() {
        return "";
    }

    /**
     * Makes the policy.
     *
     * @throws BadDefinition if it cannot serve this place
     */
    Policy open(C config, Site site);
}
