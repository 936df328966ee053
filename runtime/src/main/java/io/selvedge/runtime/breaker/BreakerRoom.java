package io.selvedge.runtime.breaker;

import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;

/** The room of {@link CircuitBreaker}. Stateless. */
public final class BreakerRoom implements Room<CircuitBreaker, BreakerConfig> {

    @Override
    public String name() {
        return "circuit_breaker";
    }

    @Override
    public Class<CircuitBreaker> annotation() {
        return CircuitBreaker.class;
    }

    @Override
    public BreakerConfig configure(CircuitBreaker annotation, Site site) {
        return BreakerConfig.from(annotation);
    }

    @Override
    public String sharedAs(BreakerConfig config) {
        return config.name();
    }

    @Override
    public boolean keepsKeys() {
        return true;
    }

    @Override
    public String reason() {
        return "sees attempts; an open circuit costs no permit";
    }

    @Override
    public Policy open(BreakerConfig config, Site site) {
        return new BreakerPolicy(config, site);
    }
}
