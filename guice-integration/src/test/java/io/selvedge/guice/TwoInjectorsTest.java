package io.selvedge.guice;

import static io.selvedge.guice.Injectors.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.inject.Injector;
import io.selvedge.guice.tally.Tally;
import io.selvedge.guice.woven.Clock;
import io.selvedge.guice.woven.Mailer;
import io.selvedge.guice.woven.Tasks;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two injectors in one virtual machine. */
class TwoInjectorsTest {
    @RegisterExtension
    final Injectors injectors = new Injectors();

    @Test
    void the_second_may_not_take_the_first_ones_classes() {
        Injector first = injectors.create(injectors.counting(), module(binder -> {
            binder.bind(Tasks.class);
            binder.bind(Mailer.class);
        }));

        Golden.check("rivals", injectors.fail(injectors.counting(), module(binder -> {
            binder.bind(Mailer.class);
            binder.bind(Tasks.class);
        })));
        first.getInstance(Tasks.class).find(7);
        assertThat(injectors.tally.calls()).containsExactly("Tasks.find[7]");
    }

    @Test
    void a_class_that_comes_late_may_not_be_taken_either() {
        injectors.create(injectors.counting(), module(binder -> binder.bind(Tasks.class)));
        Injector second = injectors.create(injectors.counting());

        assertThat(catchThrowable(() -> second.getInstance(Tasks.class)))
                .hasMessageContaining("A class is already served by another open engine")
                .hasMessageContaining("Tasks, by engine \"test\"");
    }

    @Test
    void once_the_first_is_closed_the_second_serves() {
        Injector first = injectors.create(injectors.counting(), module(binder -> binder.bind(Tasks.class)));
        Tasks old = first.getInstance(Tasks.class);
        first.getInstance(Selvedge.class).close();
        Injector second = injectors.create(injectors.counting(), module(binder -> binder.bind(Tasks.class)));

        second.getInstance(Tasks.class).find(7);
        old.find(8);
        assertThat(Engine.serving(Tasks.class)).isSameAs(second.getInstance(Engine.class));
        assertThat(injectors.tally.calls()).containsExactly("Tasks.find[7]", "Tasks.find[8]");
    }

    @Test
    void both_may_share_an_engine() {
        try (Engine shared = Engine.start(EngineOptions.standard().withOutermost(injectors.tally))) {
            SelvedgeModule module = new SelvedgeModule().engine(shared);
            injectors
                    .create(module, module(binder -> binder.bind(Tasks.class)))
                    .getInstance(Selvedge.class)
                    .close();
            Injector second = injectors.create(module, module(binder -> binder.bind(Tasks.class)));

            second.getInstance(Tasks.class).find(7);
            assertThat(injectors.tally.calls()).containsExactly("Tasks.find[7]");
        }
    }

    @Test
    void the_second_says_that_it_does_not_serve_the_rest() {
        Tally other = new Tally();
        injectors.create(injectors.counting());
        String log = UnwovenTest.logged(() -> injectors.create(new SelvedgeModule()
                .options(EngineOptions.standard().withName("second").withOutermost(other))));

        Clock.tick();
        assertThat(injectors.tally.calls()).containsExactly("Clock.tick[]");
        assertThat(other.calls()).isEmpty();
        assertThat(log)
                .contains("WARN")
                .contains("no others: engine \"test\" already serves")
                .contains("engine \"second\" cannot do so as well");
    }

    @Test
    void engines_of_their_own_have_names_of_their_own() {
        Injector first = injectors.create(new SelvedgeModule());
        Injector second = injectors.create(new SelvedgeModule());

        assertThat(first.getInstance(Engine.class).name())
                .startsWith("guice-")
                .isNotEqualTo(second.getInstance(Engine.class).name());
    }
}
