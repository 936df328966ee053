package io.selvedge.samples.ownpolicy;

import io.selvedge.runtime.policy.Problems;

/** The settings of a {@link Cached}, read and checked. */
record CachedConfig(long ttlNanos, int max) {

    static CachedConfig of(Cached cached) {
        Problems problems = new Problems("Cached");
        long ttlNanos = problems.nanos("value", cached.value(), 0);
        problems.require(ttlNanos > 0, "value", cached.value(), "must be above zero", "Leave the annotation away")
                .require(cached.max() >= 1, "max", cached.max(), "must be at least 1", "Write how many values to keep")
                .check();
        return new CachedConfig(ttlNanos, cached.max());
    }
}
