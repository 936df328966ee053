package io.selvedge.runtime.keys;

/**
 * A key, its door, and whether somebody has come by lately.
 *
 * <p>The mark is read and written without order: one that is lost costs an idle door its second chance and a new one
 * is made in its place.
 */
final class Kept<D extends Door> {
    final Object key;
    final D door;
    private boolean used = true;

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

    /** Takes the mark away; whether it was there. */
    boolean unmark() {
        boolean was = used;
        used = false;
        return was;
    }
}
