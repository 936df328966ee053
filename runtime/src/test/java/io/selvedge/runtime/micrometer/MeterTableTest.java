package io.selvedge.runtime.micrometer;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.compile.PlanCompiler;
import io.selvedge.runtime.drive.ContextCarrier;
import io.selvedge.runtime.drive.Environment;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.Outcome;
import io.selvedge.runtime.record.Recorder;
import io.selvedge.runtime.record.StageRecorder;
import io.selvedge.runtime.time.SystemTime;
import io.selvedge.values.Page;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** docs/metrics.md and the code say the same. */
class MeterTableTest {
    private static final String EVENTS = "What happens";
    private static final String READINGS = "What policies show";
    private static final List<Room<?, ?>> ROOMS = EngineOptions.standard().rooms();
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+)");
    private static final Pattern HELP = Pattern.compile("(?m)^# HELP (\\S+) \\S.*");

    private final SystemTime time = new SystemTime();
    private final MeterRegistry simple = new SimpleMeterRegistry();
    private final PrometheusMeterRegistry prometheus = strict();

    private static PrometheusMeterRegistry strict() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.throwExceptionOnRegistrationFailure();
        return registry;
    }

    @AfterEach
    void closeTime() {
        time.close();
    }

    /** For each policy a class with a method under it, and one with keys if it can keep them. */
    private static final Map<Class<? extends Annotation>, Class<?>> GUARDED = Map.ofEntries(
            Map.entry(Paginated.class, UnderPaginated.class),
            Map.entry(FanOut.class, UnderFanOut.class),
            Map.entry(Fallback.class, UnderFallback.class),
            Map.entry(Retry.class, UnderRetry.class),
            Map.entry(CircuitBreaker.class, UnderCircuitBreaker.class),
            Map.entry(RateLimit.class, UnderRateLimit.class),
            Map.entry(Timeout.class, UnderTimeout.class),
            Map.entry(Serialized.class, UnderSerialized.class),
            Map.entry(Bulkhead.class, UnderBulkhead.class),
            Map.entry(SingleFlight.class, UnderSingleFlight.class),
            Map.entry(Hedge.class, UnderHedge.class));

    static class UnderFanOut {
        @FanOut
        void guarded(@Each List<String> elements) {}
    }

    static class UnderPaginated {
        @Paginated
        Page<String> guarded(@Cursor int start) {
            return Page.last(List.of());
        }
    }

    static class UnderFallback {
        @Fallback("other")
        void guarded() {}

        void other() {}
    }

    static class UnderRetry {
        @Retry
        void guarded() {}
    }

    static class UnderCircuitBreaker {
        @CircuitBreaker
        void guarded() {}

        @CircuitBreaker
        void byKey(@Key String key) {}
    }

    static class UnderRateLimit {
        @RateLimit(permits = 1)
        void guarded() {}

        @RateLimit(permits = 1)
        void byKey(@Key String key) {}
    }

    static class UnderTimeout {
        @Timeout("1s")
        void guarded() {}
    }

    static class UnderSerialized {
        @Serialized
        void guarded() {}

        @Serialized
        void byKey(@Key String key) {}
    }

    static class UnderBulkhead {
        @Bulkhead
        void guarded() {}

        @Bulkhead
        void byKey(@Key String key) {}
    }

    static class UnderSingleFlight {
        @SingleFlight
        void guarded() {}
    }

    static class UnderHedge {
        @Hedge(after = "1s", idempotent = true)
        void guarded() {}
    }

    @Test
    void theTableOfEventsIsWhatTheRecorderMakesOfThem() throws Exception {
        recordEverything(new MicrometerRecorder(simple));

        assertThat(MeterTable.rows(simple)).isNotEmpty().isEqualTo(MeterTable.rows(EVENTS));
    }

    @Test
    void theTableOfReadingsIsWhatTheRoomsShow() {
        readEverything(new MicrometerRecorder(simple));
        Set<MeterTable.Row> shown = MeterTable.rows(simple);
        shown.removeAll(MeterTable.rows(EVENTS));

        assertThat(shown).isNotEmpty().isEqualTo(MeterTable.rows(READINGS));
    }

    @Test
    void prometheusCallsThemWhatTheTablesSay() throws Exception {
        Recorder recorder = new MicrometerRecorder(prometheus);
        recordEverything(recorder);
        readEverything(recorder);
        Set<String> promised = MeterTable.prometheusNames(EVENTS);
        promised.addAll(MeterTable.prometheusNames(READINGS));

        Set<String> scraped = matches(TYPE, prometheus.scrape());
        scraped.removeIf(name -> name.endsWith("_max"));
        assertThat(scraped).isEqualTo(promised);
    }

    @Test
    void everyMeterIsDescribed() throws Exception {
        Recorder recorder = new MicrometerRecorder(prometheus);
        recordEverything(recorder);
        readEverything(recorder);

        assertThat(prometheus.getMeters())
                .isNotEmpty()
                .extracting(meter -> meter.getId().getDescription())
                .doesNotContainNull()
                .doesNotContain("");
        assertThat(matches(HELP, prometheus.scrape())).isEqualTo(matches(TYPE, prometheus.scrape()));
    }

    @Test
    void metersOfOneNameHaveTheSameTagKeys() throws Exception {
        Recorder recorder = new MicrometerRecorder(prometheus);
        recordEverything(recorder);
        readEverything(recorder);
        Map<String, Set<List<String>>> keysByName = prometheus.getMeters().stream()
                .map(Meter::getId)
                .collect(groupingBy(Meter.Id::getName, mapping(MeterTableTest::tagKeys, toSet())));

        assertThat(keysByName)
                .isNotEmpty()
                .allSatisfy((name, keys) -> assertThat(keys).hasSize(1));
    }

    @Test
    void theTableOfTagsListsAllOutcomesAndRooms() {
        assertThat(MeterTable.values("outcome"))
                .containsExactlyElementsOf(
                        Arrays.stream(Outcome.values()).map(Outcome::tag).toList());
        assertThat(MeterTable.values("policy"))
                .containsAll(ROOMS.stream().map(Room::name).toList());
    }

    private static List<String> tagKeys(Meter.Id id) {
        return id.getTags().stream().map(Tag::getKey).toList();
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(toSet());
    }

    private void readEverything(Recorder recorder) {
        Environment environment = new Environment(time, Runnable::run, ContextCarrier.NONE);
        new PlanCompiler(ROOMS, environment, recorder).check(guarded());
    }

    private static List<Class<?>> guarded() {
        List<Class<?>> classes = new ArrayList<>();
        ROOMS.forEach(room ->
                classes.add(Objects.requireNonNull(GUARDED.get(room.annotation()), "a class under " + room.name())));
        return classes;
    }

    private static void recordEverything(Recorder recorder) throws Exception {
        for (Target target : List.of(target("Shop.find"), target("Shop.list(int)"))) {
            CallRecorder calls = recorder.calls(target);
            for (Outcome outcome : Outcome.values()) {
                calls.ended(1, outcome);
            }
            for (Room<?, ?> room : ROOMS) {
                recordEverything(recorder.stage(target, room.name()));
            }
        }
    }

    /** Also what is added to the interface one day. */
    private static void recordEverything(StageRecorder stage) throws Exception {
        for (Method event : events(StageRecorder.class).toList()) {
            Object[] arguments = Arrays.stream(event.getParameterTypes())
                    .map(MeterTableTest::any)
                    .toArray();
            event.invoke(stage, arguments);
        }
        assertThat(events(stage.getClass()))
                .as("events that the stage's meters do not take")
                .noneMatch(method -> method.getDeclaringClass() == StageRecorder.class);
    }

    /** What answers nothing tells of an event; the rest joins recorders. */
    private static Stream<Method> events(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getReturnType() == void.class)
                .filter(method -> method.getDeclaringClass() != Object.class);
    }

    private static Object any(Class<?> type) {
        if (type == Outcome.class) {
            return Outcome.SUCCESS;
        }
        if (type == int.class) {
            return 1;
        }
        return type == long.class ? (Object) 1L : "some_reason";
    }

    private static Target target(String name) {
        return new Target(name, null, false);
    }
}
