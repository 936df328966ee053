package io.selvedge.runtime.retry;

import io.selvedge.annotations.Retry;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;

/** The room of {@link Retry}. Stateless. */
public final class RetryRoom implements Room<Retry, RetryConfig> {

    @Override
    public String name() {
        return "retry";
    }

    @Override
    public Class<Retry> annotation() {
        return Retry.class;
    }

    @Override
    public RetryConfig configure(Retry annotation, Site site) {
        return RetryConfig.from(annotation);
    }

    @Override
    public String reason() {
        return "each attempt meets the layers below anew; nothing is held during a back-off";
    }

    @Override
    public Policy open(RetryConfig config, Site site) {
        return new RetryPolicy(config, RetryIfMethods.find(config.retryIf(), site), site.time());
    }
}
