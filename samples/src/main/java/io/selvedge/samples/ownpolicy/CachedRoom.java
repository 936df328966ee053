package io.selvedge.samples.ownpolicy;

import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;

/** Tells the engine what {@link Cached} means. */
final class CachedRoom implements Room<Cached, CachedConfig> {
    @Override
    public String name() {
        return "cached";
    }

    @Override
    public Class<Cached> annotation() {
        return Cached.class;
    }

    @Override
    public CachedConfig configure(Cached annotation, Site site) {
        return CachedConfig.of(annotation);
    }

    @Override
    public String reason() {
        return "a value at hand needs no attempt, and what a fallback says is not kept";
    }

    @Override
    public Policy open(CachedConfig config, Site site) {
        return new CachedPolicy(config);
    }
}
