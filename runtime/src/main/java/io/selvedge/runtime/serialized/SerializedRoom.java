package io.selvedge.runtime.serialized;

import io.selvedge.annotations.Serialized;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;

/** The room of {@link Serialized}. Stateless. */
public final class SerializedRoom implements Room<Serialized, SerializedConfig> {

    @Override
    public String name() {
        return "serialized";
    }

    @Override
    public Class<Serialized> annotation() {
        return Serialized.class;
    }

    @Override
    public SerializedConfig configure(Serialized annotation, Site site) {
        return SerializedConfig.from(annotation);
    }

    @Override
    public boolean keepsKeys() {
        return true;
    }

    @Override
    public String reason() {
        return "waiting for a key must not occupy a permit, or one hot key starves the rest";
    }

    @Override
    public Policy open(SerializedConfig config, Site site) {
        return new SerializedPolicy(config, site);
    }
}
