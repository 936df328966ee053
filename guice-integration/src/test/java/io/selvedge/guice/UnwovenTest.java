package io.selvedge.guice;

import static io.selvedge.guice.Injectors.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.inject.AbstractModule;
import com.google.inject.Injector;
import com.google.inject.Provides;
import io.selvedge.guice.plain.HiddenTasks;
import io.selvedge.guice.plain.LoudFinder;
import io.selvedge.guice.plain.PlainTasks;
import io.selvedge.guice.plain.SealedTasks;
import io.selvedge.guice.woven.Tasks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Methods that nobody has woven, when Guice is not to intercept them. */
class UnwovenTest {
    @RegisterExtension
    final Injectors injectors = new Injectors();

    static class Everything extends AbstractModule {
        @Override
        protected void configure() {
            bind(Tasks.class);
            bind(PlainTasks.class);
            bind(HiddenTasks.class).toInstance(new HiddenTasks());
            bind(LoudFinder.class).toProvider(LoudFinder::new);
        }

        @Provides
        SealedTasks sealed() {
            return new SealedTasks();
        }
    }

    @Test
    void fail_names_every_one_and_how_to_weave() {
        Golden.check("unwoven", injectors.fail(injectors.counting(), new Everything()));
    }

    @Test
    void where_the_agent_runs_it_tells_what_the_agent_lacks() throws NoSuchMethodException {
        String text = Wording.howToWeave(List.of(SealedTasks.class.getMethod("find")), true);

        assertThat(text)
                .startsWith("AspectJ's agent is running, but an aop.xml leaves their classes out, or")
                .contains("<include within=\"io.selvedge.guice.plain..*\"/>");
        assertThat(Agent.isRunning()).isFalse();
    }

    @Test
    void fail_is_told_together_with_misuse() {
        assertThat(injectors.fail(
                        injectors.counting().serving(io.selvedge.guice.woven.BadClient.class), new Everything()))
                .hasMessageContaining("methods carry policies but were not woven")
                .hasMessageContaining("group = -3");
    }

    @Test
    void fail_holds_for_classes_that_come_late() {
        Injector injector = injectors.create(
                injectors.counting(), module(binder -> binder.bind(Object.class).toProvider(SealedTasks::new)));

        assertThat(catchThrowable(() -> injector.getInstance(PlainTasks.class)))
                .hasMessageContaining("3 methods carry policies but were not woven");
        assertThat(catchThrowable(() -> injector.getInstance(Object.class)))
                .hasMessageContaining("A method carries policies but was not woven")
                .hasMessageContaining("SealedTasks.find()");
    }

    @Test
    void warn_logs_once_and_lets_calls_pass() {
        String log = logged(() -> {
            Injector injector = injectors.create(injectors.counting().unwoven(Unwoven.WARN), new Everything());
            assertThat(injector.getInstance(SealedTasks.class).find()).isEqualTo("found");
            injector.getInstance(SealedTasks.class);
            assertThat(injector.getInstance(Tasks.class).find(7)).isEqualTo("task 7");
        });

        assertThat(log)
                .contains("WARN")
                .containsOnlyOnce("methods carry policies but were not woven")
                .containsOnlyOnce("io.selvedge.guice.plain.SealedTasks.find()")
                .doesNotContain("Tasks.find[7]");
        assertThat(injectors.tally.calls()).containsExactly("Tasks.find[7]");
    }

    @Test
    void fail_does_not_mind_objects_of_generated_classes() {
        Injector injector = injectors.create(injectors.counting(), module(binder -> {
            binder.bind(Tasks.class).toInstance(org.mockito.Mockito.mock(Tasks.class));
            binder.bind(Supplier.class).toProvider(() -> () -> "lambda");
        }));

        assertThat(injector.getInstance(Tasks.class)).isNotNull();
        assertThat(injector.getInstance(Supplier.class).get()).isEqualTo("lambda");
    }

    /** Loads a class anew, as if what it names were missing. */
    private static final class Lossy extends ClassLoader {
        Lossy() {
            super(Lossy.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(Tasks.class.getName())) {
                throw new ClassNotFoundException(name);
            }
            return name.equals(NeedsTasks.class.getName()) ? read(name) : super.loadClass(name, resolve);
        }

        private Class<?> read(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    static class NeedsTasks {
        Tasks tasks(Tasks tasks) {
            return tasks;
        }
    }

    @Test
    void a_class_that_cannot_be_read_is_left_alone() throws ClassNotFoundException {
        Class<?> lossy = new Lossy().loadClass(NeedsTasks.class.getName());
        String log = logged(() -> injectors.create(
                injectors.counting(), module(binder -> binder.bind(lossy).toProvider(() -> null))));

        assertThat(log).contains("cannot look for policies in " + NeedsTasks.class.getName());
    }

    static String logged(Runnable code) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            code.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }
}
