package io.selvedge.guice;

import static io.selvedge.guice.Injectors.module;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.Guice;
import com.google.inject.Inject;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.PrivateModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Stage;
import com.google.inject.util.Modules;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.selvedge.guice.plain.PlainTasks;
import io.selvedge.guice.woven.Mailer;
import io.selvedge.guice.woven.Tasks;
import io.selvedge.runtime.Engine;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stages, binder options, private modules and child injectors. */
class SettingsOfGuiceTest {
    @RegisterExtension
    final Injectors injectors = new Injectors();

    static class App {
        @Inject
        App(Tasks tasks) {
            tasks.find(1);
        }
    }

    enum Strict {
        EXPLICIT_BINDINGS(Binder::requireExplicitBindings),
        AT_INJECT_ON_CONSTRUCTORS(Binder::requireAtInjectOnConstructors),
        EXACT_BINDING_ANNOTATIONS(Binder::requireExactBindingAnnotations),
        NO_CIRCULAR_PROXIES(Binder::disableCircularProxies),
        ALL(binder -> {
            binder.requireExplicitBindings();
            binder.requireAtInjectOnConstructors();
            binder.requireExactBindingAnnotations();
            binder.disableCircularProxies();
        });

        private final Consumer<Binder> option;

        Strict(Consumer<Binder> option) {
            this.option = option;
        }
    }

    @ParameterizedTest
    @EnumSource
    void works_with_strict_binders_in_each_stage(Strict strict) {
        for (Stage stage : new Stage[] {Stage.DEVELOPMENT, Stage.PRODUCTION}) {
            Injector injector = injectors.create(stage, injectors.counting(), bindings(strict));

            assertThat(injectors.tally.calls()).containsExactly("Tasks.find[1]");
            injector.getInstance(Selvedge.class).close();
            injectors.tally.calls().clear();
        }
    }

    private static Module bindings(Strict strict) {
        return module(binder -> {
            strict.option.accept(binder);
            binder.bind(Tasks.class).toProvider(Tasks::new);
            binder.bind(App.class).asEagerSingleton();
            binder.bind(MeterRegistry.class).toInstance(new SimpleMeterRegistry());
        });
    }

    @Test
    void stage_tool_checks_and_starts_nothing() {
        Guice.createInjector(Stage.TOOL, injectors.counting(), module(binder -> binder.bind(Tasks.class)));

        assertThat(Engine.theRestIsServed()).isFalse();
        assertThat(Engine.serving(Tasks.class).name()).isEqualTo("selvedge-standard");
    }

    @Test
    void a_private_module_is_looked_into() {
        assertThat(injectors.fail(injectors.counting(), new PrivateModule() {
                    @Override
                    protected void configure() {
                        bind(PlainTasks.class);
                    }
                }))
                .hasMessageContaining("PlainTasks.find(long)");
    }

    @Test
    void inside_a_private_module_it_serves_that_module() {
        MeterRegistry registry = new SimpleMeterRegistry();
        Injector injector = injectors.create(
                module(binder -> binder.bind(MeterRegistry.class).toInstance(registry)), new PrivateModule() {
                    @Override
                    protected void configure() {
                        install(new SelvedgeModule());
                        bind(Mailer.class);
                        expose(Mailer.class);
                        expose(Selvedge.class);
                    }
                });

        injector.getInstance(Mailer.class).send(() -> {});
        assertThat(registry.find("selvedge.calls").timers()).isNotEmpty();
        assertThat(injector.getExistingBinding(com.google.inject.Key.get(Engine.class)))
                .isNull();
    }

    @Test
    void a_child_injector_brings_its_classes_to_its_parents_engine() {
        Injector parent = injectors.create(injectors.counting());
        Injector child = parent.createChildInjector(module(binder -> binder.bind(Tasks.class)));

        child.getInstance(Tasks.class).find(7);
        assertThat(injectors.tally.calls()).containsExactly("Tasks.find[7]");
    }

    @Test
    void a_child_injector_may_have_the_module_to_itself() {
        Injector child = Guice.createInjector().createChildInjector(injectors.counting());

        child.getInstance(Tasks.class).find(7);
        assertThat(injectors.tally.calls()).containsExactly("Tasks.find[7]");
        child.getInstance(Selvedge.class).close();
    }

    @Test
    void an_overridden_module_may_contain_it() {
        MeterRegistry registry = new SimpleMeterRegistry();
        Injector injector = injectors.create(Modules.override(module(binder -> {
                    binder.install(new SelvedgeModule());
                    binder.bind(MeterRegistry.class).toInstance(new SimpleMeterRegistry());
                    binder.bind(Mailer.class);
                }))
                .with(module(binder -> binder.bind(MeterRegistry.class).toInstance(registry))));

        injector.getInstance(Mailer.class).send(() -> {});
        assertThat(registry.find("selvedge.calls").timers()).isNotEmpty();
    }

    @Test
    void a_registry_may_need_guarded_classes_but_not_the_engine() {
        Injector injector = injectors.create(
                new SelvedgeModule(),
                module(binder -> binder.bind(MeterRegistry.class).toProvider(MailedRegistry.class)));
        assertThat(injector.getInstance(Selvedge.class).served()).contains(Mailer.class);
        injector.getInstance(Selvedge.class).close();

        assertThat(injectors.fail(new SelvedgeModule(), new AbstractModule() {
                    @Provides
                    MeterRegistry registry(Engine engine) {
                        return new SimpleMeterRegistry();
                    }
                }))
                .hasMessageContaining("The engine has not started: it needs the MeterRegistry");
    }

    static class MailedRegistry implements Provider<MeterRegistry> {
        private final Mailer mailer;

        @Inject
        MailedRegistry(Mailer mailer) {
            this.mailer = mailer;
        }

        @Override
        public MeterRegistry get() {
            mailer.send(() -> {});
            return new SimpleMeterRegistry();
        }
    }
}
