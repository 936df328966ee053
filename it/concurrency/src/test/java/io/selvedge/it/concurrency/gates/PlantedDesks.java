package io.selvedge.it.concurrency.gates;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Desks with a bug: who evicts a key looks whether it is held in one step and drops it in another, and so may drop a
 * key that has just been taken.
 */
final class PlantedDesks implements Desks {
    private final Map<Integer, AtomicBoolean> kept = new ConcurrentHashMap<>();
    private final int max;

    PlantedDesks(int max) {
        this.max = max;
    }

    @Override
    public Met enter(int key) {
        AtomicBoolean desk = kept.get(key);
        if (desk == null) {
            if (kept.size() >= max) {
                sweep();
            }
            if (kept.size() >= max) {
                return Met.TOO_MANY_KEYS;
            }
            desk = kept.computeIfAbsent(key, absent -> new AtomicBoolean());
        }
        return desk.compareAndSet(false, true) ? Met.IN : Met.BUSY;
    }

    @Override
    public void leave(int key) {
        AtomicBoolean desk = kept.get(key);
        if (desk != null) {
            desk.set(false);
        }
    }

    @Override
    public void sweep() {
        kept.forEach((key, desk) -> {
            if (!desk.get()) {
                kept.remove(key);
            }
        });
    }
}
