package io.selvedge.console;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import io.selvedge.runtime.Engine;
import org.jspecify.annotations.Nullable;

/**
 * Starts a console for the engine that the injector has, with the injector. Install it beside {@code SelvedgeModule}:
 *
 * <pre>{@code
 * Guice.createInjector(new SelvedgeModule(), new ConsoleModule(), new TaskModule());
 * }</pre>
 *
 * <p>Binds {@link Console}; it is closed with the engine. Immutable; two with equal options are one.
 */
public final class ConsoleModule extends AbstractModule {
    private final ConsoleOptions options;

    /** With {@link ConsoleOptions#standard()}. */
    public ConsoleModule() {
        this(ConsoleOptions.standard());
    }

    public ConsoleModule(ConsoleOptions options) {
        this.options = options;
    }

    @Override
    protected void configure() {
        Provider<Engine> engine = getProvider(Engine.class);
        bind(Console.class)
                .toProvider(() -> Console.start(engine.get(), options))
                .asEagerSingleton();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConsoleModule module && options.equals(module.options);
    }

    @Override
    public int hashCode() {
        return options.hashCode();
    }
}
