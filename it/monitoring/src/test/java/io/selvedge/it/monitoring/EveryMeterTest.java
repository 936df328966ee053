package io.selvedge.it.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Cursor;
import io.selvedge.annotations.Each;
import io.selvedge.annotations.Fallback;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Hedge;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.Paginated;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.SingleFlight;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.micrometer.MicrometerRecorder;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.record.Outcome;
import io.selvedge.runtime.record.StageRecorder;
import io.selvedge.values.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every meter that there is, of every policy, as Prometheus' own checker sees it. */
class EveryMeterTest {
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+)");
    private static final Pattern PROMISED = Pattern.compile("(?m)^\\| `selvedge[^|]*\\| `(\\w+)`");

    @TempDir
    Path folder;

    /** A method under each policy, and one with keys where it can keep them. */
    static class Guarded {
        @FanOut
        void spread(@Each List<String> elements) {}

        @Hedge(after = "1s", idempotent = true)
        void hedged() {}

        @SingleFlight
        void shared() {}

        @Paginated
        Page<String> pages(@Cursor int start) {
            return Page.last(List.of());
        }

        @Fallback("instead")
        @Retry
        @CircuitBreaker
        @RateLimit(permits = 1)
        @Timeout("1s")
        @Serialized
        @Bulkhead
        void all() {}

        void instead() {}

        @CircuitBreaker
        @RateLimit(permits = 1)
        @Serialized
        @Bulkhead
        void byKey(@Key String key) {}
    }

    @Test
    void isAsPrometheusLikesIt() throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        MicrometerRecorder recorder = new MicrometerRecorder(registry);
        Path scraped = folder.resolve("scraped.txt");
        try (Engine engine = Engine.start(EngineOptions.standard().withRecorder(recorder))) {
            engine.guarded(Guarded.class).forEach(engine::plan);
            for (Room<?, ?> room : EngineOptions.standard().rooms()) {
                happen(recorder.stage(new Target("Shop.find", null, false), room.name()));
            }
            Files.writeString(scraped, registry.scrape());
        }

        assertThat(names(TYPE, Files.readString(scraped))).containsAll(names(PROMISED, Shipped.text(Shipped.METERS)));
        assertThat(Program.promtool().run(folder, scraped, "check", "metrics")).isEqualTo(new Program.Run(0, ""));
    }

    /** Everything that can happen at a policy, that too which is added one day. */
    private static void happen(StageRecorder stage) throws Exception {
        for (var event : StageRecorder.class.getMethods()) {
            if (event.getReturnType() == void.class) {
                event.invoke(
                        stage,
                        Arrays.stream(event.getParameterTypes())
                                .map(EveryMeterTest::some)
                                .toArray());
            }
        }
    }

    private static Object some(Class<?> type) {
        if (type == Outcome.class) {
            return Outcome.SUCCESS;
        }
        if (type == String.class) {
            return "some_reason";
        }
        return type == int.class ? (Object) 1 : (Object) 1L;
    }

    private static Set<String> names(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        pattern.matcher(text).results().forEach(found -> names.add(found.group(1)));
        return names;
    }
}
