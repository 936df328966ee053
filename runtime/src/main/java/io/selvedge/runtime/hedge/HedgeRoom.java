package io.selvedge.runtime.hedge;

import io.selvedge.annotations.Cursor;
import io.selvedge.annotations.Hedge;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Problems;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;

/** The room of {@link Hedge}. Stateless. */
public final class HedgeRoom implements Room<Hedge, HedgeConfig> {

    @Override
    public String name() {
        return "hedge";
    }

    @Override
    public Class<Hedge> annotation() {
        return Hedge.class;
    }

    @Override
    public HedgeConfig configure(Hedge annotation, Site site) {
        Problems problems = new Problems("Hedge")
                .require(
                        annotation.idempotent(),
                        "idempotent",
                        annotation.idempotent(),
                        "must be true, for the method may run several times, also at once",
                        "Write idempotent = true if that does no harm, else remove @Hedge")
                .require(
                        !site.target().gives(AutoCloseable.class)
                                || site.target().takes(Cursor.class),
                        "idempotent",
                        annotation.idempotent(),
                        "cannot hold for what is to be closed: the value of a run that lost would stay open",
                        "Return what was read from it, such as a byte[] or a List, or remove @Hedge");
        return HedgeConfig.from(annotation, problems);
    }

    @Override
    public String reason() {
        return "an attempt may be doubled";
    }

    @Override
    public Policy open(HedgeConfig config, Site site) {
        return new HedgePolicy(config, site.time());
    }
}
