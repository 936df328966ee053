package io.selvedge.guice;

import static io.selvedge.guice.Injectors.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.inject.AbstractModule;
import com.google.inject.Injector;
import com.google.inject.Provides;
import com.google.inject.TypeLiteral;
import com.google.inject.matcher.Matchers;
import com.google.inject.name.Names;
import io.selvedge.failures.BulkheadFullException;
import io.selvedge.guice.plain.ApartTasks;
import io.selvedge.guice.plain.Finder;
import io.selvedge.guice.plain.HiddenTasks;
import io.selvedge.guice.plain.Inbox;
import io.selvedge.guice.plain.Library;
import io.selvedge.guice.plain.LoudFinder;
import io.selvedge.guice.plain.PlainTasks;
import io.selvedge.guice.plain.SealedTasks;
import io.selvedge.guice.plain.TextFinder;
import io.selvedge.guice.plain.WideTasks;
import io.selvedge.guice.tally.Tally;
import io.selvedge.runtime.EngineOptions;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Methods that nobody has woven, served by Guice's interception. */
class InterceptTest {
    @RegisterExtension
    final Injectors injectors = new Injectors();

    private SelvedgeModule intercepting() {
        return injectors.counting().unwoven(Unwoven.INTERCEPT);
    }

    @Test
    void it_reaches_public_protected_and_package_private_methods_from_inside_too() {
        Injector injector = injectors.create(intercepting(), module(binder -> binder.bind(PlainTasks.class)));

        assertThat(injector.getInstance(PlainTasks.class).find(7)).isEqualTo("task 7");
        assertThat(injector.getInstance(PlainTasks.class).dropAll()).isEqualTo("dropped");
        assertThat(injectors.tally.calls()).containsExactly("PlainTasks.find[7]", "PlainTasks.drop[]");
    }

    @Test
    void it_reaches_methods_with_bodies_of_interfaces_and_goes_through_bridges_once() {
        Injector injector = injectors.create(
                intercepting(),
                module(binder ->
                        binder.bind(new TypeLiteral<Finder<String>>() {}).to(TextFinder.class)));

        Finder<String> finder = injector.getInstance(new com.google.inject.Key<Finder<String>>() {});
        assertThat(finder.find("it")).isEqualTo("found it");
        assertThat(finder.first()).isEqualTo("first");
        assertThat(injectors.tally.calls()).containsExactly("TextFinder.find[it]", "Finder.first[]");
    }

    @Test
    void a_policy_on_the_class_holds_for_what_the_class_declares() {
        LoudFinder finder = injectors.create(intercepting()).getInstance(LoudFinder.class);

        assertThat(finder.find("it")).isEqualTo("found it!");
        assertThat(finder.toString()).isNotEmpty();
        assertThat(injectors.tally.calls()).containsExactly("LoudFinder.find[it]");
    }

    @Test
    void keys_are_told_apart_blocking_and_asynchronous() {
        Inbox inbox = injectors
                .create(new SelvedgeModule().unwoven(Unwoven.INTERCEPT))
                .getInstance(Inbox.class);

        inbox.read("ann", () -> {
            assertThat(inbox.read("bob", () -> {})).isEqualTo("bob");
            assertThatThrownBy(() -> inbox.read("ann", () -> {})).isInstanceOf(BulkheadFullException.class);
        });
        CompletableFuture<String> text = new CompletableFuture<>();
        var first = inbox.write("ann", text).toCompletableFuture();
        assertThat(inbox.write("bob", CompletableFuture.completedFuture("hi")).toCompletableFuture())
                .isCompletedWithValue("hi");
        assertThat(inbox.write("ann", text).toCompletableFuture())
                .failsWithin(java.time.Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(BulkheadFullException.class);
        text.complete("done");
        assertThat(first).isCompletedWithValue("done");
    }

    @Test
    void a_fallback_is_given_the_arguments() {
        Library library = injectors.create(intercepting()).getInstance(Library.class);

        assertThat(library.load("Emma", 7)).isEqualTo("Emma 7, since closed");
    }

    @Test
    void other_interceptors_keep_working() {
        Injector injector = injectors.create(
                intercepting(),
                module(binder -> binder.bindInterceptor(
                        Matchers.subclassesOf(PlainTasks.class),
                        Matchers.returns(Matchers.only(String.class)),
                        call -> "<" + call.proceed() + ">")));

        assertThat(injector.getInstance(PlainTasks.class).find(7)).isEqualTo("<task 7>");
        assertThat(injectors.tally.calls()).containsExactly("PlainTasks.find[7]");
    }

    static class Everything extends AbstractModule {
        @Override
        protected void configure() {
            bind(HiddenTasks.class);
            bind(SealedTasks.class);
            bind(ApartTasks.class);
            bind(PlainTasks.class).annotatedWith(Names.named("by hand")).toInstance(new PlainTasks());
        }
    }

    @Test
    void what_it_cannot_reach_is_named_with_what_is_in_the_way() {
        Golden.check("out-of-reach", injectors.fail(intercepting().serving(Inbox.class), new Everything()));
    }

    @Test
    void a_policy_that_runs_methods_with_other_arguments_needs_weaving() {
        assertThat(injectors.fail(intercepting(), module(binder -> binder.bind(WideTasks.class))))
                .hasMessageContaining(
                        "WideTasks.open(): a policy runs the method with other arguments or several times at once, which only woven code can")
                .hasMessageContaining("Weave their classes after javac");
    }

    @Test
    void an_object_that_is_only_injected_into_is_refused() {
        assertThat(injectors.fail(intercepting(), module(binder -> binder.requestInjection(new PlainTasks()))))
                .hasMessageContaining("PlainTasks.find(long): Guice has injected the object, but has not made it");
        Injector injector = injectors.create(intercepting());
        assertThat(catchThrowable(() -> injector.injectMembers(new PlainTasks())))
                .hasMessageContaining("PlainTasks.find(long): Guice has injected the object, but has not made it");
    }

    static class Providing extends AbstractModule {
        @Provides
        Object made(TextFinder byGuice) {
            return byGuice;
        }

        @Provides
        PlainTasks byHand() {
            return new PlainTasks();
        }
    }

    @Test
    void what_a_provider_returns_must_have_been_made_by_guice() {
        Injector injector = injectors.create(intercepting(), new Providing());

        assertThat(((TextFinder) injector.getInstance(Object.class)).find("it")).isEqualTo("found it");
        assertThat(injectors.tally.calls()).containsExactly("TextFinder.find[it]");
        assertThat(catchThrowable(() -> injector.getInstance(PlainTasks.class)))
                .hasMessageContaining("PlainTasks.find(long): a provider has made the object");
    }

    @Test
    void after_closing_calls_go_where_those_of_woven_methods_go() {
        Tally before = new Tally();
        Injector first = injectors.create(new SelvedgeModule()
                .options(EngineOptions.standard().withOutermost(before))
                .unwoven(Unwoven.INTERCEPT));
        PlainTasks tasks = first.getInstance(PlainTasks.class);
        tasks.find(1);
        first.getInstance(Selvedge.class).close();
        injectors.create(intercepting(), module(binder -> binder.bind(PlainTasks.class)));

        tasks.find(2);
        assertThat(before.calls()).containsExactly("PlainTasks.find[1]");
        assertThat(injectors.tally.calls()).containsExactly("PlainTasks.find[2]");
    }
}
