package io.selvedge.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.Provider;
import com.google.inject.matcher.Matchers;
import com.google.inject.multibindings.OptionalBinder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Has one engine check, compile and serve every class with policies that an injector brings.
 *
 * <pre>{@code
 * Injector injector = Guice.createInjector(new SelvedgeModule(), new TaskModule());
 * }</pre>
 *
 * <p>When the injector is created, all classes are looked at that Guice makes or injects into, or that bindings name:
 * by constructors, instances, providers and {@code @Provides} methods, in private modules, with what they inherit.
 * Everything that is wrong with their policies is reported at once, in the {@link com.google.inject.CreationException},
 * and so are methods that nobody has woven, see {@link Unwoven}. Classes that come later, in just-in-time bindings and
 * child injectors, or because a provider returns more than it declares, are looked at as they come.
 *
 * <p>What it binds, explicitly:
 *
 * <ul>
 *   <li>{@link Engine}, the one that serves the classes;
 *   <li>{@link Selvedge}, the handle that closes it. Tests that create several injectors with the same classes close
 *       each one's before they create the next: woven code has one engine for each class, and an injector whose classes
 *       another open engine serves is not created;
 *   <li>an {@link OptionalBinder} for {@link MeterRegistry}. Whoever binds {@code MeterRegistry}, with or without an
 *       OptionalBinder, has every call measured there; if nobody does, nothing is measured;
 *   <li>one for {@link ObservationRegistry}, which is used only after {@link #traced()}.
 * </ul>
 *
 * In a private module these are private, unless it exposes them, and only that module's own bindings are looked at.
 *
 * <p>The engine starts when the injector can give it the registries, before any eager singleton is made; it starts
 * threads only when it needs them. If creating the injector fails after that, the engine is closed. The first engine
 * also serves woven classes that no injector brings; for later ones a warning says that they do not.
 *
 * <p>Immutable. Two modules with the same settings are equal, so that installing both is installing one; with unequal
 * ones in one injector Guice reports both.
 */
public final class SelvedgeModule extends AbstractModule {
    private final Settings settings;

    /** The module for the common case: an engine of its own, and {@link Unwoven#FAIL}. */
    public SelvedgeModule() {
        this(Settings.STANDARD);
    }

    private SelvedgeModule(Settings settings) {
        this.settings = settings;
    }

    /** The same, but for what becomes of methods that were not woven. */
    public SelvedgeModule unwoven(Unwoven choice) {
        return new SelvedgeModule(settings.withUnwoven(choice));
    }

    /**
     * The same, but with an engine that is there already, such as one that several injectors share. It is not closed
     * with the injector's handle, and measures where it did before.
     *
     * @throws IllegalArgumentException if options were given
     */
    public SelvedgeModule engine(Engine shared) {
        return new SelvedgeModule(settings.withShared(shared));
    }

    /**
     * The same, but with an engine of these options. If they contain a recorder, it takes the place of the
     * MeterRegistry.
     *
     * @throws IllegalArgumentException if an engine was given
     */
    public SelvedgeModule options(EngineOptions options) {
        return new SelvedgeModule(settings.withOptions(options));
    }

    /**
     * The same, but looking at these classes too, which the injector would not bring: such as those with static methods
     * only, or of which the application makes objects by hand.
     */
    public SelvedgeModule serving(Class<?>... types) {
        Set<Class<?>> all =
                Stream.concat(settings.serving().stream(), Stream.of(types)).collect(Collectors.toUnmodifiableSet());
        return new SelvedgeModule(settings.withServing(all));
    }

    /**
     * The same, but every call is observed as well, by the {@link ObservationRegistry} that the injector must have then:
     * a tracing bridge in it makes a span of each call. It is beside the meters, and beside a recorder of the options.
     *
     * @throws IllegalArgumentException if an engine was given
     */
    public SelvedgeModule traced() {
        return new SelvedgeModule(settings.withTraces());
    }

    @Override
    protected void configure() {
        if (settings.shared() != null && settings.shared().isClosed()) {
            addError("%s cannot serve anything any more. Give the module one that is open.", settings.shared());
            return;
        }
        Creation creation = new Creation();
        Scan scan = new Scan(settings);
        Binder named = binder().withSource(this); // messages name the settings
        listen(creation, scan);
        named.getMembersInjector(Hearing.End.class);
        OptionalBinder.newOptionalBinder(binder(), MeterRegistry.class);
        OptionalBinder.newOptionalBinder(binder(), ObservationRegistry.class);
        if (settings.traced()) {
            named.getProvider(ObservationRegistry.class); // asks for a binding
        }
        Provider<Selvedge> handle = getProvider(Selvedge.class);
        Start start = new Start(settings, scan, creation);
        named.bind(Selvedge.class).toProvider(start).asEagerSingleton();
        named.bind(Engine.class).toProvider(() -> handle.get().engine());
        // In an environment of its own: nobody else asks for it.
        binder().newPrivateBinder()
                .bind(Creation.Loaded.class)
                .toProvider(creation::loading)
                .asEagerSingleton();
    }

    private void listen(Creation creation, Scan scan) {
        Bindings bindings = new Bindings(scan, settings.unwoven());
        bindListener(creation, creation);
        bindListener(bindings, bindings);
        bindListener(Matchers.any(), new Hearing(scan, settings.unwoven()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SelvedgeModule module && settings.equals(module.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    @Override
    public String toString() {
        return "SelvedgeModule" + settings;
    }
}
