package io.selvedge.runtime.keys;

import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Reading;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The one door of a policy without keys, which is never retired. Immutable. */
final class SingleDoor<D extends Door> extends Doors<D> {
    private final D door;

    SingleDoor(D door) {
        this.door = door;
    }

    @Override
    public Admission admit(Call call) {
        Admission answer = door.admit(call);
        // Not by requireNonNull: that ends in a cast to Admission, and until JDK 23 a class remembers only one
        // interface
        // that it was found to have. Drivers ask tickets for Pass; to be asked for both in turn costs 40 ns a call.
        if (answer == null) {
            throw new IllegalStateException("retired though it has no key");
        }
        return answer;
    }

    @Override
    public D only() {
        return door;
    }

    @Override
    public void forEach(Consumer<? super D> visitor) {
        visitor.accept(door);
    }

    @Override
    void forEachKey(BiConsumer<Object, ? super D> visitor) {
        // There are none.
    }

    @Override
    public List<Reading> readings() {
        return List.of();
    }
}
