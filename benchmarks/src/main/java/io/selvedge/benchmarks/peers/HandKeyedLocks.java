package io.selvedge.benchmarks.peers;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A lock for each key in use, counted, and gone with its last user: the usual way to keep the map from growing. */
final class HandKeyedLocks {
    private final ConcurrentHashMap<String, Counted> locks = new ConcurrentHashMap<>();

    private static final class Counted extends ReentrantLock {
        private static final long serialVersionUID = 1;
        private int users;
    }

    Object run(String key, Supplier<Object> work) {
        Counted lock = locks.compute(key, HandKeyedLocks::taken);
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
            locks.computeIfPresent(key, HandKeyedLocks::given);
        }
    }

    private static Counted taken(String key, Counted present) {
        Counted lock = present == null ? new Counted() : present;
        lock.users++;
        return lock;
    }

    private static Counted given(String key, Counted lock) {
        return --lock.users == 0 ? null : lock;
    }
}
