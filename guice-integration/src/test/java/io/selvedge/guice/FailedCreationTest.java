package io.selvedge.guice;

import static io.selvedge.guice.Injectors.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Inject;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.PrivateModule;
import com.google.inject.Provider;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.selvedge.guice.woven.Mailer;
import io.selvedge.runtime.Engine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Injectors whose creation fails after the engine has started leave nothing behind. */
class FailedCreationTest {
    @RegisterExtension
    final Injectors injectors = new Injectors();

    interface Service {}

    static class Broken implements Service {
        @Inject
        Broken(Mailer mailer) {
            mailer.send(() -> {});
            throw new IllegalStateException("broken");
        }
    }

    static class NeedsBroken {
        @Inject
        NeedsBroken(Service broken) {}
    }

    static class BrokenLater {
        @Inject
        void start(Mailer mailer) {
            mailer.send(() -> {});
            throw new IllegalStateException("broken");
        }
    }

    static class Swallowing {
        @Inject
        Swallowing(Provider<Broken> broken) {
            assertThat(catchThrowable(broken::get)).isInstanceOf(ProvisionException.class);
        }
    }

    static Stream<Module> eager() {
        return Stream.of(
                module(binder -> binder.bind(Broken.class).asEagerSingleton()),
                module(binder -> binder.bind(Service.class).to(Broken.class).asEagerSingleton()),
                module(binder -> binder.bind(Service.class)
                        .toProvider(() -> {
                            throw new IllegalStateException("broken");
                        })
                        .asEagerSingleton()),
                module(binder -> {
                    binder.bind(Service.class).to(Broken.class);
                    binder.bind(NeedsBroken.class).asEagerSingleton();
                }),
                new PrivateModule() {
                    @Override
                    protected void configure() {
                        bind(Broken.class).asEagerSingleton();
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("eager")
    void an_eager_singleton_that_cannot_be_made_closes_the_engine(Module broken) {
        MeterRegistry registry = new SimpleMeterRegistry();
        assertThat(injectors.fail(new SelvedgeModule(), broken, module(binder -> {
                    binder.bind(Mailer.class);
                    binder.bind(MeterRegistry.class).toInstance(registry);
                })))
                .hasMessageContaining("broken");

        assertThat(Engine.serving(Mailer.class).name()).isEqualTo("selvedge-standard");
        assertThat(Engine.theRestIsServed()).isFalse();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void an_instance_that_cannot_be_injected_into_is_no_obstacle_to_the_next_injector() {
        for (int i = 0; i < 3; i++) {
            assertThat(injectors.fail(new SelvedgeModule(), requesting(new BrokenLater())))
                    .hasMessageContaining("broken")
                    .hasMessageNotContaining("already served");
        }
        Injector good = injectors.create(new SelvedgeModule(), module(binder -> binder.bind(Mailer.class)));

        assertThat(Engine.serving(Mailer.class)).isSameAs(good.getInstance(Engine.class));
    }

    @Test
    void an_injector_created_elsewhere_is_no_obstacle_either() throws InterruptedException {
        Thread other = new Thread(() -> injectors.fail(new SelvedgeModule(), requesting(new BrokenLater())));
        other.start();
        other.join();

        Injector good = injectors.create(new SelvedgeModule(), module(binder -> binder.bind(Mailer.class)));
        assertThat(Engine.serving(Mailer.class)).isSameAs(good.getInstance(Engine.class));
    }

    private static Module requesting(Object instance) {
        return new AbstractModule() {
            @Override
            protected void configure() {
                bind(Mailer.class);
                requestInjection(instance);
            }
        };
    }

    @Test
    void a_failure_that_somebody_catches_closes_nothing() {
        Injector injector = injectors.create(new SelvedgeModule(), module(binder -> {
            binder.bind(Mailer.class);
            binder.bind(Broken.class);
            binder.bind(Swallowing.class).asEagerSingleton();
        }));

        assertThat(injector.getInstance(Engine.class).isClosed()).isFalse();
        assertThat(Engine.serving(Mailer.class)).isSameAs(injector.getInstance(Engine.class));
    }

    @Test
    void a_failure_after_the_creation_closes_nothing() {
        Injector injector = injectors.create(new SelvedgeModule(), module(binder -> binder.bind(Broken.class)));

        assertThat(catchThrowable(() -> injector.getInstance(Broken.class))).hasMessageContaining("broken");
        assertThat(injector.getInstance(Engine.class).isClosed()).isFalse();
    }

    @Test
    void the_failure_of_another_injector_closes_nothing() {
        Injector injector = injectors.create(new SelvedgeModule(), module(binder -> binder.bind(Broken.class)));
        Provider<Broken> broken = injector.getProvider(Broken.class);
        Module borrowing =
                module(binder -> binder.bind(Service.class).toProvider(broken).asEagerSingleton());

        for (Runnable creation : List.<Runnable>of(
                () -> injector.createChildInjector(borrowing),
                () -> Guice.createInjector(Stage.PRODUCTION, borrowing),
                () -> Guice.createInjector(new SelvedgeModule(), borrowing))) {
            assertThat(catchThrowable(creation::run)).hasMessageContaining("broken");
        }
        assertThat(injector.getInstance(Engine.class).isClosed()).isFalse();
        assertThat(Engine.serving(Mailer.class)).isSameAs(injector.getInstance(Engine.class));
    }

    @Test
    void the_failure_of_another_injector_at_the_same_depth_closes_nothing() {
        Injector injector = Guice.createInjector(new SelvedgeModule(), module(binder -> binder.bind(Broken.class)));
        Provider<Broken> broken = injector.getProvider(Broken.class);
        try {
            Guice.createInjector(
                    module(binder -> {}),
                    module(binder ->
                            binder.bind(Service.class).toProvider(broken).asEagerSingleton()));
        } catch (CreationException expected) {
            assertThat(expected).hasMessageContaining("broken");
        }

        assertThat(injector.getInstance(Engine.class).isClosed()).isFalse();
        injector.getInstance(Selvedge.class).close();
    }

    static class Nesting {
        @Inject
        void create(Mailer mailer) {
            Injector inner = Guice.createInjector(new SelvedgeModule());
            assertThat(Engine.serving(Mailer.class)).isNotSameAs(inner.getInstance(Engine.class));
            inner.getInstance(Selvedge.class).close();
        }
    }

    @Test
    void an_injector_within_the_creation_of_another_leaves_that_alone() {
        Injector injector = injectors.create(new SelvedgeModule(), new AbstractModule() {
            @Override
            protected void configure() {
                bind(Mailer.class);
                bind(Nesting.class).asEagerSingleton();
                requestInjection(new Nesting());
            }
        });

        assertThat(injector.getInstance(Engine.class).isClosed()).isFalse();
        assertThat(Engine.serving(Mailer.class)).isSameAs(injector.getInstance(Engine.class));
    }
}
