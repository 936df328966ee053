package io.selvedge.runtime.compile;

import io.selvedge.annotations.Key;
import io.selvedge.annotations.KeyLimits;
import io.selvedge.runtime.policy.Problems;
import io.selvedge.runtime.policy.Site.KeyBounds;

/** Reads which parameters make up the key, and how many keys are kept. */
final class Keys {
    /** What holds where nobody wrote the annotation: its own defaults. */
    static final KeyBounds DEFAULT = bounds(ByDefault.class.getAnnotation(KeyLimits.class));

    @KeyLimits
    private static final class ByDefault {}

    private Keys() {}

    static int[] positions(Marks marks) {
        return marks.positions(Key.class);
    }

    static KeyBounds bounds(KeyLimits limits) {
        Problems problems = new Problems("KeyLimits");
        problems.require(
                limits.max() >= 1, "max", limits.max(), "must be at least 1", "Write how many keys may be kept");
        long idle = problems.nanos("idle", limits.idle(), 0);
        problems.require(idle > 0, "idle", limits.idle(), "must be above zero", "Write a time such as \"1m\"");
        problems.check();
        return new KeyBounds(limits.max(), idle);
    }
}
