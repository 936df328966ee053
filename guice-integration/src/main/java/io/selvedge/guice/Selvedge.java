package io.selvedge.guice;

import io.selvedge.runtime.Engine;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The handle of what {@link SelvedgeModule} has started: one for each injector that installs it.
 *
 * <pre>{@code
 * Injector injector = Guice.createInjector(new SelvedgeModule(), new TaskModule());
 * try {
 *   injector.getInstance(TaskServer.class).run();
 * } finally {
 *   injector.getInstance(Selvedge.class).close();
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Selvedge implements AutoCloseable {
    private final Engine engine;
    private final boolean own;
    private final Supplier<Set<Class<?>>> served;

    Selvedge(Engine engine, boolean own, Supplier<Set<Class<?>>> served) {
        this.engine = engine;
        this.own = own;
        this.served = served;
    }

    /** The engine that serves the injector's classes. */
    public Engine engine() {
        return engine;
    }

    /** The classes with policies that the injector has brought to the engine so far. */
    public Set<Class<?>> served() {
        return served.get();
    }

    /**
     * Closes the engine: timer, executor and meters. Its classes are then free for another injector's engine; until one
     * serves them, {@link Engine#standard()} does.
     *
     * <p>An engine that was given to the module by {@link SelvedgeModule#engine} stays open: it belongs to whoever
     * started it. Closing twice does nothing.
     */
    @Override
    public void close() {
        if (own) {
            engine.close();
        }
    }

    @Override
    public String toString() {
        return "Selvedge with " + engine;
    }
}
