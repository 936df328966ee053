package io.selvedge.guice;

import static io.selvedge.guice.Injectors.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.inject.AbstractModule;
import com.google.inject.ConfigurationException;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.PrivateModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.ProvisionException;
import com.google.inject.TypeLiteral;
import com.google.inject.name.Names;
import io.selvedge.guice.woven.Adapter;
import io.selvedge.guice.woven.BadClient;
import io.selvedge.guice.woven.BadTasks;
import io.selvedge.guice.woven.Empty;
import io.selvedge.guice.woven.OtherClient;
import io.selvedge.guice.woven.Tasks;
import io.selvedge.runtime.Engine;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Policies that cannot work keep the injector from being created, or the late class from being made. */
class MisuseTest {
    @RegisterExtension
    final Injectors injectors = new Injectors();

    /** Binds in every way that there is. */
    static class Everything extends AbstractModule {
        @Override
        protected void configure() {
            bind(BadTasks.class);
            bind(OtherClient.class).toInstance(new OtherClient());
            bind(Adapter.class).annotatedWith(Names.named("linked")).to(Empty.class);
            install(new Hidden());
        }
    }

    static class Hidden extends PrivateModule {
        @Override
        protected void configure() {}

        @Provides
        Provided provided() {
            return new Provided();
        }
    }

    static class Provided extends BadClient {}

    @Test
    void everything_that_is_wrong_with_all_classes_is_told_at_once_and_where_they_are_bound() {
        Golden.check("misuse", injectors.fail(injectors.counting(), new Everything()));
    }

    @Test
    void what_guice_itself_finds_wrong_is_told_together_with_it() {
        assertThat(injectors.fail(injectors.counting(), module(binder -> {
                    binder.bind(BadClient.class);
                    binder.bind(Runnable.class);
                })))
                .hasMessageContaining("No implementation for Runnable was bound")
                .hasMessageContaining("group = -3");
    }

    @Test
    void a_failed_injector_serves_nothing() {
        injectors.fail(injectors.counting(), module(binder -> {
            binder.bind(Tasks.class);
            binder.bind(BadClient.class);
        }));

        assertThat(Engine.theRestIsServed()).isFalse();
        assertThat(Engine.serving(Tasks.class).name()).isEqualTo("selvedge-standard");
    }

    @Test
    void a_just_in_time_binding_fails_when_it_is_asked_for_each_time() {
        Injector injector = injectors.create(injectors.counting());

        for (int i = 0; i < 2; i++) {
            assertThat(catchThrowable(() -> injector.getInstance(BadClient.class)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("group = -3");
        }
    }

    @Test
    void a_child_injector_is_not_created() {
        Injector parent = injectors.create(injectors.counting());

        assertThat(catchThrowable(() -> parent.createChildInjector(module(binder -> {
                    binder.bind(BadClient.class);
                    binder.bind(OtherClient.class);
                }))))
                .hasMessageContaining("group = -3")
                .hasMessageContaining("shares the name \"clients\"");
    }

    @Test
    void what_a_provider_returns_beyond_its_promise_is_told_when_it_returns_it() {
        Key<Supplier<Object>> key = Key.get(new TypeLiteral<Supplier<Object>>() {});
        class Odd extends BadClient implements Supplier<Object> {
            @Override
            public Object get() {
                return this;
            }
        }
        Injector injector = injectors.create(
                injectors.counting(),
                module(binder -> binder.bind(key).toProvider((Provider<Supplier<Object>>) Odd::new)));

        for (int i = 0; i < 2; i++) {
            assertThat(catchThrowable(() -> injector.getInstance(key)))
                    .isInstanceOf(ProvisionException.class)
                    .hasMessageContaining("group = -3");
        }
    }

    @Test
    void a_policy_on_an_interface_or_on_a_class_without_methods_is_told_of() {
        assertThat(injectors.fail(injectors.counting(), module(binder -> binder.bind(Empty.class))))
                .hasMessageContaining("Port.send(String)\n@Counted cannot guard an abstract method")
                .hasMessageContaining("Empty\n@Counted can guard nothing here");
    }
}
