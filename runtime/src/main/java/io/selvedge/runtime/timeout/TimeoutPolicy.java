package io.selvedge.runtime.timeout;

import io.selvedge.failures.CallTimeoutException;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Limit;
import io.selvedge.runtime.policy.Policy;
import java.time.Duration;

/** Lets every call in with a ticket that says when to be back. Immutable. */
final class TimeoutPolicy implements Policy {
    private final Limit limit;

    TimeoutPolicy(TimeoutConfig config) {
        Duration allowed = Duration.ofNanos(config.nanos());
        this.limit = new Limit(
                config.nanos(),
                config.abandon(),
                call -> new CallTimeoutException(call.target().name(), allowed));
    }

    @Override
    public Admission admit(Call call) {
        return limit;
    }

    @Override
    public boolean readsValue() {
        return false;
    }

    @Override
    public boolean readsSelf() {
        return false;
    }

    @Override
    public Limit standing() {
        return limit;
    }

    @Override
    public boolean runsElsewhere() {
        return limit.elsewhere();
    }
}
