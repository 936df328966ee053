package io.selvedge.runtime.policy;

import io.selvedge.runtime.time.Time;

/**
 * The place where a policy is to work.
 *
 * @param target the guarded method or lambda
 * @param owner the class in which members that annotations name (fallbacks, predicates) are looked up
 * @param instance the name that failures and meters give the instance: the shared name, else the target's
 * @param keys how many keys are kept and for how long; matters only if {@code target.keyed()}
 * @param time the engine's clock
 * @param housekeeping runs what belongs to no call, until the engine closes
 */
public record Site(
        Target target, Class<?> owner, String instance, KeyBounds keys, Time time, Housekeeping housekeeping) {

    /**
     * Bounds of keyed state.
     *
     * @param max how many keys are held at most, at least 1
     * @param idleNanos how long a key stays after its last use, at least
     */
    public record KeyBounds(int max, long idleNanos) {}
}
