package io.selvedge.guice;

import static io.selvedge.guice.Injectors.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.inject.Injector;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.selvedge.guice.woven.Clock;
import io.selvedge.guice.woven.Mailer;
import io.selvedge.guice.woven.Tasks;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SelvedgeModuleTest {
    @RegisterExtension
    final Injectors injectors = new Injectors();

    @Test
    void its_engine_serves_the_woven_methods_of_bound_classes_private_static_and_final_ones_included() {
        Injector injector = injectors.create(injectors.counting(), module(binder -> binder.bind(Tasks.class)));

        Tasks tasks = injector.getInstance(Tasks.class);
        assertThat(tasks.find(7)).isEqualTo("task 7");
        assertThat(tasks.last()).isEqualTo("last task");
        assertThat(injectors.tally.calls()).containsExactly("Tasks.find[7]", "Tasks.last[]", "Tasks.hidden[]");
        assertThat(Engine.serving(Tasks.class)).isSameAs(injector.getInstance(Engine.class));
    }

    @Test
    void guice_does_not_touch_woven_classes() {
        Injector injector = injectors.create(
                injectors.counting().unwoven(Unwoven.INTERCEPT), module(binder -> binder.bind(Tasks.class)));

        injector.getInstance(Tasks.class).find(7);
        assertThat(injector.getInstance(Tasks.class).getClass()).isSameAs(Tasks.class);
        assertThat(injectors.tally.calls()).containsExactly("Tasks.find[7]");
    }

    @Test
    void a_just_in_time_binding_is_served_as_well() {
        Injector injector = injectors.create(injectors.counting());

        injector.getInstance(Tasks.class).find(7);
        assertThat(injectors.tally.calls()).containsExactly("Tasks.find[7]");
        assertThat(injector.getInstance(Selvedge.class).served()).containsExactly(Tasks.class);
    }

    @Test
    void classes_that_guice_never_sees_can_be_named() {
        Injector injector = injectors.create(injectors.counting().serving(Clock.class));

        Clock.tick();
        assertThat(injectors.tally.calls()).containsExactly("Clock.tick[]");
        assertThat(injector.getInstance(Selvedge.class).served()).containsExactly(Clock.class);
    }

    @Test
    void the_first_engine_serves_woven_classes_that_no_injector_brings() {
        injectors.create(injectors.counting());

        Clock.tick();
        assertThat(injectors.tally.calls()).containsExactly("Clock.tick[]");
    }

    @Test
    void a_plain_binding_of_a_registry_is_enough_to_measure() {
        MeterRegistry registry = new SimpleMeterRegistry();
        Injector injector = injectors.create(
                new SelvedgeModule(),
                module(binder -> binder.bind(MeterRegistry.class).toInstance(registry)));

        injector.getInstance(Mailer.class).send(() -> {});
        assertThat(registry.find("selvedge.calls").timers()).isNotEmpty();
        injector.getInstance(Selvedge.class).close();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void without_a_registry_nothing_is_measured_and_nothing_is_missing() {
        Injector injector = injectors.create(new SelvedgeModule());

        assertThat(injector.getInstance(Mailer.class).send(() -> {})).isEqualTo("sent");
        assertThat(injector.getInstance(new com.google.inject.Key<Optional<MeterRegistry>>() {}))
                .isEmpty();
    }

    @Test
    void the_handle_closes_the_engine_once_and_for_all() {
        Injector injector = injectors.create(new SelvedgeModule(), module(binder -> binder.bind(Mailer.class)));
        Selvedge selvedge = injector.getInstance(Selvedge.class);

        selvedge.close();
        selvedge.close();
        assertThat(selvedge.engine().isClosed()).isTrue();
        assertThat(Engine.serving(Mailer.class)).isNotSameAs(selvedge.engine());
        assertThat(injector.getInstance(Mailer.class).send(() -> {})).isEqualTo("sent");
        assertThat(injector.getInstance(Tasks.class)).isNotNull();
    }

    @Test
    void an_engine_that_was_given_stays_open() {
        try (Engine engine = Engine.start(EngineOptions.standard())) {
            Injector injector = injectors.create(new SelvedgeModule().engine(engine));

            assertThat(injector.getInstance(Engine.class)).isSameAs(engine);
            injector.getInstance(Selvedge.class).close();
            assertThat(engine.isClosed()).isFalse();
        }
    }

    @Test
    void a_closed_engine_is_refused() {
        Engine closed = Engine.start(EngineOptions.standard().withName("old"));
        closed.close();

        assertThat(injectors.fail(new SelvedgeModule().engine(closed)))
                .hasMessageContaining("Engine old (closed) cannot serve anything any more");
    }

    @Test
    void two_equal_modules_are_one() {
        Injector injector =
                injectors.create(new SelvedgeModule(), module(binder -> binder.install(new SelvedgeModule())));

        assertThat(injector.getInstance(Mailer.class).send(() -> {})).isEqualTo("sent");
        assertThat(new SelvedgeModule().serving(Clock.class, Tasks.class))
                .isEqualTo(new SelvedgeModule().serving(Tasks.class).serving(Clock.class))
                .hasSameHashCodeAs(new SelvedgeModule().serving(Tasks.class, Clock.class))
                .isNotEqualTo(new SelvedgeModule())
                .hasToString("SelvedgeModule(unwoven = FAIL, serving [Clock, Tasks])");
    }

    @Test
    void two_unequal_modules_are_an_error_that_names_both() {
        Golden.check(
                "unequal",
                injectors.fail(
                        new SelvedgeModule(),
                        module(binder -> binder.install(new SelvedgeModule().unwoven(Unwoven.WARN)))));
    }

    @Test
    void an_engine_and_options_exclude_each_other() {
        try (Engine engine = Engine.start(EngineOptions.standard())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SelvedgeModule().engine(engine).options(EngineOptions.standard()))
                    .withMessageContaining("engine(...)")
                    .withMessageContaining("options(...)");
        }
    }

    @Test
    void configuring_starts_no_thread_and_no_engine() {
        int before = Thread.activeCount();
        com.google.inject.spi.Elements.getElements(new SelvedgeModule().serving(Mailer.class));

        assertThat(Thread.activeCount()).isEqualTo(before);
        assertThat(Engine.theRestIsServed()).isFalse();
    }
}
