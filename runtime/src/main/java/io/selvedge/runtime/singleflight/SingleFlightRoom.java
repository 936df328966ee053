package io.selvedge.runtime.singleflight;

import io.selvedge.annotations.SingleFlight;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;

/** The room of {@link SingleFlight}. Stateless. */
public final class SingleFlightRoom implements Room<SingleFlight, SingleFlightConfig> {

    @Override
    public String name() {
        return "single_flight";
    }

    @Override
    public Class<SingleFlight> annotation() {
        return SingleFlight.class;
    }

    @Override
    public SingleFlightConfig configure(SingleFlight annotation, Site site) {
        return SingleFlightConfig.on(site.target());
    }

    @Override
    public boolean keepsKeys() {
        return true;
    }

    @Override
    public String reason() {
        return "callers who share need no attempt of their own";
    }

    @Override
    public Policy open(SingleFlightConfig config, Site site) {
        return new SingleFlightPolicy();
    }
}
