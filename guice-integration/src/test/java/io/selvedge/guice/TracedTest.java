package io.selvedge.guice;

import static io.selvedge.guice.Injectors.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.inject.Injector;
import com.google.inject.Module;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.selvedge.guice.woven.Mailer;
import io.selvedge.runtime.Engine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls are observed where that is asked for. */
class TracedTest {
    @RegisterExtension
    final Injectors injectors = new Injectors();

    private final ObservationRegistry observations = ObservationRegistry.create();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final List<@Nullable String> observed = new ArrayList<>();

    private final Module app = module(binder -> {
        binder.bind(ObservationRegistry.class).toInstance(observing());
        binder.bind(MeterRegistry.class).toInstance(meters);
        binder.bind(Mailer.class);
    });

    private ObservationRegistry observing() {
        observations.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {
            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }

            @Override
            public void onStop(Observation.Context context) {
                observed.add(context.getContextualName());
            }
        });
        return observations;
    }

    @Test
    void a_traced_module_has_calls_observed_beside_being_measured() {
        Injector injector = injectors.create(new SelvedgeModule().traced(), app);

        injector.getInstance(Mailer.class).send(() -> {});
        assertThat(observed).containsExactly("Mailer.send");
        assertThat(meters.find("selvedge.calls").timers()).isNotEmpty();
    }

    @Test
    void another_one_has_not_though_there_is_a_registry() {
        Injector injector = injectors.create(new SelvedgeModule(), app);

        injector.getInstance(Mailer.class).send(() -> {});
        assertThat(observed).isEmpty();
    }

    @Test
    void it_needs_a_registry() {
        assertThat(injectors.fail(new SelvedgeModule().traced()))
                .hasMessageContaining("No implementation for ObservationRegistry was bound");
    }

    @Test
    void an_engine_that_is_there_already_is_observed_where_it_was_started() {
        try (Engine engine = Engine.start()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SelvedgeModule().traced().engine(engine))
                    .withMessageContaining("engine(...) and traced() exclude each other");
        }
    }

    @Test
    void two_that_differ_in_this_only_are_not_equal() {
        assertThat(new SelvedgeModule().traced())
                .isNotEqualTo(new SelvedgeModule())
                .isEqualTo(new SelvedgeModule().traced())
                .hasToString("SelvedgeModule(unwoven = FAIL, traced)");
    }
}
