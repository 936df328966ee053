package io.selvedge.guice;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import io.selvedge.guice.tally.Tally;
import io.selvedge.runtime.EngineOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Creates injectors, and closes their engines when the test is over. */
final class Injectors implements AfterEachCallback {
    private final List<Injector> created = new ArrayList<>();

    /** What came by the engines of {@link #counting()}. */
    final Tally tally = new Tally();

    private final EngineOptions options =
            EngineOptions.standard().withName("test").withOutermost(tally);

    /** A module whose engine knows {@code @Counted}. */
    SelvedgeModule counting() {
        return new SelvedgeModule().options(options);
    }

    Injector create(Module... modules) {
        return create(Stage.DEVELOPMENT, modules);
    }

    Injector create(Stage stage, Module... modules) {
        Injector injector = Guice.createInjector(stage, modules);
        created.add(injector);
        return injector;
    }

    CreationException fail(Module... modules) {
        return catchThrowableOfType(CreationException.class, () -> create(modules));
    }

    static Module module(Consumer<Binder> bindings) {
        return new AbstractModule() {
            @Override
            protected void configure() {
                bindings.accept(binder());
            }
        };
    }

    @Override
    public void afterEach(ExtensionContext context) {
        created.forEach(injector -> injector.getInstance(Selvedge.class).close());
    }
}
