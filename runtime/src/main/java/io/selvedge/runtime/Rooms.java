package io.selvedge.runtime;

import io.selvedge.runtime.bulkhead.BulkheadRoom;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.serialized.SerializedRoom;
import java.util.List;

/** The rooms that come with Selvedge, in their order. */
final class Rooms {
    private Rooms() {}

    /** Outermost first; each line with the reason for its place. */
    static List<Room<?, ?>> standard() {
        return List.of(
                // waiting for a key must not occupy a permit, or one hot key starves the rest
                new SerializedRoom(),
                // a permit is held for the running time only
                new BulkheadRoom());
    }
}
