package io.selvedge.runtime.bulkhead;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;

/** The room of {@link Bulkhead}. Stateless. */
public final class BulkheadRoom implements Room<Bulkhead, BulkheadConfig> {

    @Override
    public String name() {
        return "bulkhead";
    }

    @Override
    public Class<Bulkhead> annotation() {
        return Bulkhead.class;
    }

    @Override
    public BulkheadConfig configure(Bulkhead annotation, Site site) {
        return BulkheadConfig.from(annotation);
    }

    @Override
    public String sharedAs(BulkheadConfig config) {
        return config.name();
    }

    @Override
    public boolean keepsKeys() {
        return true;
    }

    @Override
    public String reason() {
        return "a permit is held for the running time only";
    }

    @Override
    public Policy open(BulkheadConfig config, Site site) {
        return new BulkheadPolicy(config, site);
    }
}
