package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;

/** Stands in a plan in the place of a policy that is paused: lets everybody in and leaves every outcome. Immutable. */
final class PassedOver implements Policy {
    static final Policy POLICY = new PassedOver();

    private PassedOver() {}

    @Override
    public Admission admit(Call call) {
        return Pass.FREE;
    }

    @Override
    public Pass standing() {
        return Pass.FREE;
    }

    @Override
    public boolean readsSelf() {
        return false;
    }

    @Override
    public boolean readsValue() {
        return false;
    }

    @Override
    public boolean decidesAtAGlance() {
        return true;
    }

    @Override
    public String toString() {
        return "PassedOver";
    }
}
