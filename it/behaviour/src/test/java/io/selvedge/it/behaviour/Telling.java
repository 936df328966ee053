package io.selvedge.it.behaviour;

import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;
import java.util.function.Function;

/** The room of {@link Told}. */
final class Telling implements Room<Told, Telling.Nothing> {
    /** What to answer, to any call of any method. */
    volatile Function<Call, Admission> answer = call -> Pass.FREE;

    record Nothing() {}

    @Override
    public String name() {
        return "told";
    }

    @Override
    public Class<Told> annotation() {
        return Told.class;
    }

    @Override
    public Nothing configure(Told annotation, Site site) {
        return new Nothing();
    }

    @Override
    public Policy open(Nothing config, Site site) {
        return new Policy() {
            @Override
            public Admission admit(Call call) {
                return answer.apply(call);
            }

            @Override
            public boolean spreads() {
                return true;
            }
        };
    }
}
