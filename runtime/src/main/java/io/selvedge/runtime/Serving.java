package io.selvedge.runtime;

import java.util.Collection;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Which engine serves which class.
 *
 * <p>Thread-safe: {@code LOCK} guards everything but the epoch, which is read on every woven call.
 */
final class Serving {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<Class<?>, Engine> BY_CLASS = new WeakHashMap<>();
    private static @Nullable Engine rest;
    private static @Nullable Engine standard;
    private static volatile int epoch;

    private Serving() {}

    static int epoch() {
        return epoch;
    }

    static Engine of(Class<?> type) {
        LOCK.lock();
        try {
            Engine own = BY_CLASS.get(type);
            return own != null ? own : rest != null ? rest : standard();
        } finally {
            LOCK.unlock();
        }
    }

    static Engine standard() {
        LOCK.lock();
        try {
            if (standard == null) {
                standard = Engine.start(EngineOptions.standard().withName("selvedge-standard"));
            }
            return standard;
        } finally {
            LOCK.unlock();
        }
    }

    static void claim(Engine engine, Collection<Class<?>> types) {
        LOCK.lock();
        try {
            requireOpen(engine);
            types.forEach(type -> refuseIfServed(engine, type));
            types.forEach(type -> BY_CLASS.put(type, engine));
            changed();
        } finally {
            LOCK.unlock();
        }
    }

    private static void refuseIfServed(Engine engine, Class<?> type) {
        Engine other = BY_CLASS.get(type);
        if (other != null && other != engine) {
            throw new IllegalStateException(
                    "%s is served by engine \"%s\" and cannot be served by engine \"%s\" as well: woven code has one engine per class. Close the other engine first, or let both use one."
                            .formatted(type.getName(), other.name(), engine.name()));
        }
    }

    static void claimTheRest(Engine engine) {
        LOCK.lock();
        try {
            requireOpen(engine);
            if (rest != null && rest != engine) {
                throw new IllegalStateException(
                        "engine \"%s\" already serves the classes that no engine claims; engine \"%s\" cannot do so as well. Close the other engine first, or let both use one."
                                .formatted(rest.name(), engine.name()));
            }
            rest = engine;
            changed();
        } finally {
            LOCK.unlock();
        }
    }

    static boolean theRestIsServed() {
        LOCK.lock();
        try {
            return rest != null;
        } finally {
            LOCK.unlock();
        }
    }

    static void release(Engine engine) {
        LOCK.lock();
        try {
            BY_CLASS.values().removeIf(serving -> serving == engine);
            rest = rest == engine ? null : rest;
            standard = standard == engine ? null : standard;
            changed();
        } finally {
            LOCK.unlock();
        }
    }

    /** Has all woven code ask for its plans anew. */
    static void bindAnew() {
        LOCK.lock();
        try {
            changed();
        } finally {
            LOCK.unlock();
        }
    }

    private static void requireOpen(Engine engine) {
        if (engine.isClosed()) {
            throw new IllegalStateException("engine \"" + engine.name() + "\" is closed");
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // under LOCK
    private static void changed() {
        epoch++;
    }
}
