package io.selvedge.guice;

import com.google.inject.Binding;
import com.google.inject.matcher.Matcher;
import com.google.inject.spi.ProvisionListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The creation of one injector, watched so that its engine is closed if the creation fails.
 *
 * <p>Thread-safe: {@code depth} belongs to the thread that creates the injector.
 */
final class Creation implements Matcher<Binding<?>>, ProvisionListener {
    /*
     * After the engine has started, the creation can still fail in two ways, and Guice tells nobody.
     *
     * An eager singleton cannot be made: what Guice itself asked for (depth 1) has failed while it was loading eager
     * singletons. The engine is closed there and then.
     *
     * Before that, an instance cannot be injected into: then Guice never comes to load eager singletons, and the
     * creation stays among the unfinished. The next injector with an engine closes what such a creation has left.
     */
    private static final Set<Creation> UNFINISHED = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Spot spot = Spot.here().orElse(null);
    private volatile @Nullable Selvedge started;
    private int depth;

    /** Something that is bound as an eager singleton, and that nobody asks for. */
    static final class Loaded {}

    /** Closes the engines of creations that have failed before eager singletons were loaded. */
    static void closeAbandoned() {
        Spot here = Spot.here().orElse(null);
        UNFINISHED.forEach(creation -> creation.closeIfAbandoned(here));
    }

    private void closeIfAbandoned(@Nullable Spot here) {
        Spot mine = spot;
        // At the same spot there can be but one at a time.
        if (mine != null && (mine.equals(here) || !mine.live())) {
            close();
        }
    }

    /** The engine has started. */
    void started(Selvedge selvedge) {
        started = selvedge;
        if (spot != null) {
            UNFINISHED.add(this);
        }
    }

    /** Guice has come to loading eager singletons. */
    Loaded loading() {
        UNFINISHED.remove(this);
        return new Loaded();
    }

    /** Listens to what is bound when the injector is created, not to what comes later. */
    @Override
    public boolean matches(Binding<?> binding) {
        return started == null;
    }

    @Override
    public <T> void onProvision(ProvisionInvocation<T> provision) {
        Spot mine = spot;
        if (mine == null || mine.thread() != Thread.currentThread()) {
            return;
        }
        depth++;
        try {
            provision.provision();
        } catch (RuntimeException | Error failure) {
            if (depth == 1) {
                failed(mine);
            }
            throw failure;
        } finally {
            depth--;
        }
    }

    private void failed(Spot mine) {
        if (mine.loading()) {
            close();
        } else if (!mine.live()) {
            spot = null; // The injector is there, and a failure is none of ours.
        }
    }

    private void close() {
        UNFINISHED.remove(this);
        spot = null;
        Selvedge selvedge = started;
        if (selvedge != null) {
            selvedge.close();
        }
    }
}
