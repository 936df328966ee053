package io.selvedge.runtime.keys;

import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Reading;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The one door of a policy without keys, which is never retired. Immutable. */
final class SingleDoor<D extends Door> extends Doors<D> {
    private final D door;

    SingleDoor(D door) {
        this.door = door;
    }

    @Override
    public Admission admit(Call call) {
        return Objects.requireNonNull(door.admit(call), "retired though it has no key");
    }

    @Override
    public void forEach(Consumer<? super D> visitor) {
        visitor.accept(door);
    }

    @Override
    public List<Reading> readings() {
        return List.of();
    }
}
