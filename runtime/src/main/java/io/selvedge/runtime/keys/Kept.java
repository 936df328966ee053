package io.selvedge.runtime.keys;

import io.selvedge.runtime.memory.Fields;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A key, its door, whether somebody has come by lately, and whether it has been counted out.
 *
 * <p>Thread-safe. The mark of use is read and written without order: one that is lost costs an idle door its second
 * chance, and a new one is made in its place.
 */
final class Kept<D extends Door> {
    private static final VarHandle COUNTED_OUT = Fields.handle(MethodHandles.lookup(), "countedOut", boolean.class);

    final Object key;
    final D door;
    private boolean used = true;

    @SuppressWarnings("unused") // through the handle
    private boolean countedOut;

    Kept(Object key, D door) {
        this.key = key;
        this.door = door;
    }

    /** Marks the door as used. Looks first, so that a busy key is not written to. */
    void use() {
        if (!used) {
            used = true;
        }
    }

    /** Takes the mark of use away; whether it was there. */
    boolean unmark() {
        boolean was = used;
        used = false;
        return was;
    }

    /** Says to exactly one caller that it has to count the retired door out. */
    boolean countOut() {
        return COUNTED_OUT.compareAndSet(this, false, true);
    }
}
