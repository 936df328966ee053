package io.selvedge.runtime.keys;

import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Reading;
import io.selvedge.runtime.policy.Site;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One door for each key in use, so many at most; idle ones go.
 *
 * <p>Thread-safe. A key that is there costs one look-up and no write. Only the search for a door to give up is locked,
 * and it takes a fixed number of steps.
 */
final class KeyedDoors<D extends Door> extends Doors<D> {
    /*
     * A door leaves the map only after it has been retired, and a retired door lets nobody in. So whatever becomes of
     * a mapping, there are never two doors that let calls in for one key.
     *
     * Idle doors go by second chance: whoever uses a door marks it, a round of the sweep takes the marks away, and
     * who is unmarked at the next round goes. So a door stays for one to two intervals after its last use. When the map
     * is full, a new key looks for an idle door as a clock's hand does: a few steps for one that is not marked, then a
     * few for any. If there is none among those, the call is refused; the next goes on where this one stopped.
     *
     * Room is counted before a mapping is made, in one AtomicInteger rather than by the map's own striped counter: the
     * bound is exact and the gauge cheap, and only new and evicted keys write to it.
     */
    private static final int STEPS = 8;

    private final ConcurrentHashMap<Object, Kept<D>> kept = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final LongAdder evicted = new LongAdder();
    private final int max;
    private final Supplier<? extends D> maker;
    private final Function<Call, Admission.Refuse> tooManyKeys;
    private final Function<Object, @Nullable Kept<D>> ifRoom = this::makeIfRoom;
    private final Sweep sweep;

    private final ReentrantLock handLock = new ReentrantLock();
    private Iterator<Kept<D>> hand = Collections.emptyIterator();

    KeyedDoors(Site site, Supplier<? extends D> maker, Function<Call, Admission.Refuse> tooManyKeys) {
        this.max = site.keys().max();
        this.maker = maker;
        this.tooManyKeys = tooManyKeys;
        this.sweep = new Sweep(site, this::evictUnused);
    }

    @Override
    public Admission admit(Call call) {
        Object key = call.key();
        for (; ; ) {
            Kept<D> found = find(key);
            if (found == null) {
                return tooManyKeys.apply(call);
            }
            Admission answer = found.door.admit(call);
            if (answer != null) {
                return answer;
            }
            forget(found);
        }
    }

    private @Nullable Kept<D> find(Object key) {
        Kept<D> found = kept.get(key);
        if (found == null) {
            return make(key);
        }
        found.use();
        return found;
    }

    private @Nullable Kept<D> make(Object key) {
        Kept<D> made = kept.computeIfAbsent(key, ifRoom);
        if (made == null) {
            made = replaceOne(key);
        }
        sweep.start();
        return made;
    }

    private @Nullable Kept<D> makeIfRoom(Object key) {
        if (count.get() >= max) {
            return null;
        }
        Kept<D> made = new Kept<>(key, maker.get());
        return takeRoom() ? made : null;
    }

    private boolean takeRoom() {
        return count.getAndUpdate(n -> n < max ? n + 1 : n) < max;
    }

    private @Nullable Kept<D> replaceOne(Object key) {
        handLock.lock();
        try {
            Kept<D> other = kept.get(key);
            return other != null || !makeRoom() ? other : makeInRoom(key);
        } finally {
            handLock.unlock();
        }
    }

    private Kept<D> makeInRoom(Object key) {
        Kept<D> made = new Kept<>(key, maker.get());
        Kept<D> other = kept.putIfAbsent(key, made);
        if (other == null) {
            return made;
        }
        count.decrementAndGet();
        return other;
    }

    /** Whether there is room for one more, which is then the caller's. */
    private boolean makeRoom() {
        return takeRoom() || turnHand(false) || turnHand(true);
    }

    private boolean turnHand(boolean marked) {
        for (int step = 0; step < STEPS; step++) {
            Kept<D> next = underHand();
            if (next == null) {
                return takeRoom();
            }
            if ((!next.unmark() || marked) && replaced(next)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Kept<D> underHand() {
        if (!hand.hasNext()) {
            hand = kept.values().iterator();
        }
        return hand.hasNext() ? hand.next() : null;
    }

    /** Retires that door if it is idle, and keeps its room for the caller. */
    private boolean replaced(Kept<D> idle) {
        if (!idle.door.retire() || !idle.countOut()) {
            return false;
        }
        evicted.increment();
        drop(idle);
        return true;
    }

    /** Takes a retired door out. Room comes before the mapping goes, so that who finds no mapping finds room. */
    private void forget(Kept<D> retired) {
        if (retired.countOut()) {
            evicted.increment();
            count.decrementAndGet();
        }
        drop(retired);
    }

    private void drop(Kept<D> retired) {
        try {
            kept.remove(retired.key, retired);
        } catch (RuntimeException broken) {
            // The key's own hashCode or equals. It must not spoil another key's call, nor the sweep; the mapping leads
            // to a closed door until somebody comes with that key again.
        }
    }

    /** One round of the sweep; whether any key is left. */
    private boolean evictUnused() {
        for (Kept<D> each : kept.values()) {
            if (!each.unmark() && each.door.retire()) {
                forget(each);
            }
        }
        restHand();
        return !kept.isEmpty();
    }

    /** Lets go of what the hand last pointed at. */
    private void restHand() {
        handLock.lock();
        try {
            hand = Collections.emptyIterator();
        } finally {
            handLock.unlock();
        }
    }

    @Override
    public void forEach(Consumer<? super D> visitor) {
        kept.values().forEach(each -> visitor.accept(each.door));
    }

    @Override
    void forEachKey(BiConsumer<Object, ? super D> visitor) {
        kept.values().forEach(each -> visitor.accept(each.key, each.door));
    }

    @Override
    public List<Reading> readings() {
        return List.of(
                Reading.gauge("keys", "keys", "Keys that have state at the moment", count::get),
                Reading.counter(
                        "keys.evicted", "keys", "Keys whose state was dropped because they were idle", evicted::sum));
    }
}
