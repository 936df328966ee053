package io.selvedge.it.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.matcher.Matchers;
import io.selvedge.it.weaving.Shapes.OnClass;
import org.junit.jupiter.api.Test;
import org.mockito.MockMakers;
import org.mockito.Mockito;

/** However a subclass comes about, one call is guarded once. */
class NothingTwiceTest extends Weaving {
    @Test
    void an_override_without_a_policy_is_not_guarded_but_what_it_calls_is() {
        assertThat(new Shapes.OverridesWithout().open()).isEqualTo(11);

        assertThat(calls()).isEqualTo(1);
        assertThat(calls(OnClass.class, "open")).isEqualTo(1);
    }

    @Test
    void an_override_with_a_policy_that_calls_super_is_one_call() {
        assertThat(new Shapes.OverridesWith().open()).isEqualTo(11);

        assertThat(calls()).isEqualTo(1);
        assertThat(calls(Shapes.OverridesWith.class, "open")).isEqualTo(1);
    }

    @Test
    void an_override_through_a_bridge_is_one_call() {
        Shapes.Base<String> base = new Shapes.Bridged();

        assertThat(base.echo("a")).isEqualTo("sub of base a");
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void a_call_of_another_object_is_a_call_of_its_own() {
        assertThat(new Shapes.Delegating(new OnClass()).open()).isEqualTo(101);

        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void a_subclass_of_mockito_is_one_call() {
        OnClass mock = Mockito.mock(
                OnClass.class,
                Mockito.withSettings().mockMaker(MockMakers.SUBCLASS).defaultAnswer(Mockito.CALLS_REAL_METHODS));

        assertThat(mock.getClass()).isNotEqualTo(OnClass.class);
        assertThat(mock.open()).isEqualTo(1);
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void a_subclass_of_guice_is_one_call() {
        OnClass enhanced = Guice.createInjector(new AbstractModule() {
                    @Override
                    protected void configure() {
                        bind(OnClass.class);
                        bindInterceptor(
                                Matchers.subclassesOf(OnClass.class),
                                Matchers.returns(Matchers.only(int.class)),
                                invocation -> invocation.proceed());
                    }
                })
                .getInstance(OnClass.class);

        assertThat(enhanced.getClass()).isNotEqualTo(OnClass.class);
        assertThat(enhanced.open()).isEqualTo(1);
        assertThat(calls()).isEqualTo(1);
    }
}
