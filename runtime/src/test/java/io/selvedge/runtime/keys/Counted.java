package io.selvedge.runtime.keys;

import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import org.jspecify.annotations.Nullable;

/** A door that is idle when a test says so, and counts how often it was asked. */
final class Counted implements Door, Pass {
    boolean idle;
    boolean ended;
    int asked;

    @Override
    public @Nullable Admission admit(Call call) {
        return ended ? null : this;
    }

    @Override
    public boolean retire() {
        asked++;
        ended |= idle;
        return ended;
    }
}
