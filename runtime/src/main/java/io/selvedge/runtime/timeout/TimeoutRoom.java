package io.selvedge.runtime.timeout;

import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;

/** The room of {@link Timeout}. Stateless. */
public final class TimeoutRoom implements Room<Timeout, TimeoutConfig> {

    @Override
    public String name() {
        return "timeout";
    }

    @Override
    public Class<Timeout> annotation() {
        return Timeout.class;
    }

    @Override
    public TimeoutConfig configure(Timeout annotation, Site site) {
        return TimeoutConfig.from(annotation);
    }

    @Override
    public String reason() {
        return "per attempt, includes standing in line";
    }

    @Override
    public Policy open(TimeoutConfig config, Site site) {
        return new TimeoutPolicy(config);
    }
}
