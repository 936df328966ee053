package io.selvedge.runtime.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the recorders of one registry share: how many of them use each meter, which instance names are taken, and the
 * figures that are shown.
 *
 * <p>All methods but {@link #of} are called with {@link #lock} held.
 */
final class Ledger {
    /*
     * Two recorders of one registry that measure the same thing hold the same meter, since a registry has one for each
     * name and set of tags; it adds up what both tell. If the first to close took the meter away, the other would go on
     * counting into a meter that nobody shows. So the last one does.
     *
     * A registry keeps only a weak hold of what function counters look at. The ledger holds the figures, and lives as
     * long as its registry: nothing here refers to the registry, or the weak map would keep it for ever.
     */
    private static final ReentrantLock LOCK = new ReentrantLock();

    /** Guarded by the lock. */
    private static final Map<MeterRegistry, Ledger> LEDGERS = new WeakHashMap<>();

    final ReentrantLock lock = new ReentrantLock();
    private final Map<Meter.Id, Integer> users = new HashMap<>();
    private final Map<Meter.Id, Figure> figures = new HashMap<>();
    private final Set<InstanceName> names = new HashSet<>();

    /** An instance of a room's policies, by the name that is its tag. */
    record InstanceName(String room, String name) {}

    private Ledger() {}

    static Ledger of(MeterRegistry registry) {
        LOCK.lock();
        try {
            return LEDGERS.computeIfAbsent(registry, any -> new Ledger());
        } finally {
            LOCK.unlock();
        }
    }

    /** One more recorder uses the meter. */
    void use(Meter.Id id) {
        users.merge(id, 1, Integer::sum);
    }

    /** One recorder less uses the meter; whether it was the last. */
    boolean letGo(Meter.Id id) {
        boolean last = users.merge(id, -1, Integer::sum) == 0;
        if (last) {
            users.remove(id);
            figures.remove(id);
        }
        return last;
    }

    /** Holds what the meter shows; false if it shows something else already. */
    boolean hold(Meter.Id id, Figure figure) {
        return figures.putIfAbsent(id, figure) == null;
    }

    /** Takes that name, or if it is taken the first free one of "name#2", "name#3" and so on. */
    InstanceName take(String room, String name) {
        InstanceName free = new InstanceName(room, name);
        for (int i = 2; !names.add(free); i++) {
            free = new InstanceName(room, name + "#" + i);
        }
        return free;
    }

    void giveBack(Set<InstanceName> taken) {
        names.removeAll(taken);
    }
}
