package io.selvedge.runtime.ratelimit;

import io.selvedge.annotations.RateLimit;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;

/** The room of {@link RateLimit}. Stateless. */
public final class RateLimitRoom implements Room<RateLimit, RateLimitConfig> {

    @Override
    public String name() {
        return "rate_limit";
    }

    @Override
    public Class<RateLimit> annotation() {
        return RateLimit.class;
    }

    @Override
    public RateLimitConfig configure(RateLimit annotation, Site site) {
        return RateLimitConfig.from(annotation);
    }

    @Override
    public String sharedAs(RateLimitConfig config) {
        return config.name();
    }

    @Override
    public boolean keepsKeys() {
        return true;
    }

    @Override
    public String reason() {
        return "a slot per attempt that will really go out";
    }

    @Override
    public Policy open(RateLimitConfig config, Site site) {
        return new RateLimitPolicy(config, site);
    }
}
