package io.selvedge.runtime.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Reading;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What policies show. */
class FiguresTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerRecorder recorder = new MicrometerRecorder(registry);

    /** A policy that shows these. */
    private record Showing(List<Reading> readings) implements Policy {
        Showing(Reading... readings) {
            this(List.of(readings));
        }

        @Override
        public Admission admit(Call call) {
            return Pass.FREE;
        }
    }

    @Test
    void areReadWhenTheyAreAskedFor() {
        AtomicInteger used = new AtomicInteger(3);
        recorder.instance("my_room", "orders", new Showing(Reading.gauge("used", "seats", "Seats taken", used::get)));
        Gauge gauge =
                registry.get("selvedge.my.room.used").tags("name", "orders").gauge();

        assertThat(gauge.value()).isEqualTo(3);
        used.set(5);
        assertThat(gauge.value()).isEqualTo(5);
        assertThat(gauge.getId().getBaseUnit()).isEqualTo("seats");
        assertThat(gauge.getId().getDescription()).isEqualTo("Seats taken");
    }

    @Test
    void areToldApartByTheTagOfTheReading() {
        Reading reading = Reading.gauge("state", "", "In this state", () -> 0);
        recorder.instance("r", "a", new Showing(reading.tagged("state", "open"), reading.tagged("state", "closed")));

        assertThat(registry.find("selvedge.r.state").tagKeys("name", "state").gauges())
                .hasSize(2);
    }

    @Test
    void leaveAUnitOutThatTheNameSays() {
        recorder.instance(
                "r",
                "a",
                new Showing(
                        Reading.gauge("permits.used", "permits", "", () -> 0),
                        Reading.gauge("failure.rate", "ratio", "", () -> 0)));

        assertThat(registry.getMeters())
                .hasSize(2)
                .allMatch(meter -> meter.getId().getBaseUnit() == null)
                .allMatch(
                        meter -> !String.valueOf(meter.getId().getDescription()).isEmpty());
    }

    @Test
    void areHeldAsLongAsTheRegistryShowsThem() {
        WeakReference<Object> canary = showAndForget();
        for (int i = 0; canary.get() != null && i < 1_000; i++) {
            System.gc();
        }

        assertThat(canary.get()).as("was anything collected at all").isNull();
        assertThat(registry.get("selvedge.r.size").gauge().value()).isEqualTo(7);
        assertThat(registry.get("selvedge.r.done").functionCounter().count()).isEqualTo(8);
        assertThat(registry.get("selvedge.r.done").functionCounter().count())
                .as("goes on counting, rather than showing its last value")
                .isEqualTo(9);
    }

    /** Nobody holds the recorder, and nobody but the recorder holds the policy. */
    private WeakReference<Object> showAndForget() {
        AtomicInteger done = new AtomicInteger(7);
        new MicrometerRecorder(registry)
                .instance(
                        "r",
                        "a",
                        new Showing(
                                Reading.gauge("size", "", "", () -> 7),
                                Reading.counter("done", "", "", done::incrementAndGet)));
        return new WeakReference<>(new Object());
    }

    @Test
    void doNotHoldTheirRegistry() {
        WeakReference<MeterRegistry> forgotten = showInAnotherRegistry();
        for (int i = 0; forgotten.get() != null && i < 1_000; i++) {
            System.gc();
        }

        assertThat(forgotten.get()).isNull();
    }

    private static WeakReference<MeterRegistry> showInAnotherRegistry() {
        MeterRegistry another = new SimpleMeterRegistry();
        new MicrometerRecorder(another).instance("r", "a", new Showing(Reading.counter("done", "", "", () -> 1)));
        return new WeakReference<>(another);
    }

    @Test
    void thatFailOrFallDoNotBreakAScrape() {
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        AtomicInteger falling = new AtomicInteger(5);
        new MicrometerRecorder(prometheus)
                .instance(
                        "r",
                        "a",
                        new Showing(
                                Reading.gauge("broken", "", "", FiguresTest::fail),
                                Reading.counter("broken.too", "", "", FiguresTest::fail),
                                Reading.counter("falling", "", "", falling::getAndDecrement),
                                Reading.counter("negative", "", "", () -> -1),
                                Reading.gauge("sound", "", "", () -> 1)));
        prometheus.scrape();

        assertThat(prometheus.scrape())
                .contains("selvedge_r_broken{name=\"a\"} NaN")
                .contains("selvedge_r_broken_too_total{name=\"a\"} 0.0")
                .contains("selvedge_r_falling_total{name=\"a\"} 5.0")
                .contains("selvedge_r_negative_total{name=\"a\"} 0.0")
                .contains("selvedge_r_sound{name=\"a\"} 1.0");
    }

    private static double fail() {
        throw new IllegalStateException("no figure today");
    }

    @Test
    void ofTwoPoliciesOfOneNameAreBothShown() {
        MicrometerRecorder other = new MicrometerRecorder(registry);
        recorder.instance("r", "orders", new Showing(Reading.gauge("used", "", "", () -> 1)));
        other.instance("r", "orders", new Showing(Reading.gauge("used", "", "", () -> 2)));
        other.instance("another", "orders", new Showing(Reading.gauge("used", "", "", () -> 3)));

        assertThat(used("r", "orders")).isEqualTo(1);
        assertThat(used("r", "orders#2")).isEqualTo(2);
        assertThat(used("another", "orders")).isEqualTo(3);

        recorder.close();
        assertThat(registry.find("selvedge.r.used").gauges()).hasSize(1);
        assertThat(used("r", "orders#2")).isEqualTo(2);
    }

    @Test
    void takeAFreeNameAgain() {
        recorder.instance("r", "orders", new Showing(Reading.gauge("used", "", "", () -> 1)));
        recorder.close();
        new MicrometerRecorder(registry).instance("r", "orders", new Showing(Reading.gauge("used", "", "", () -> 2)));

        assertThat(used("r", "orders")).isEqualTo(2);
    }

    private double used(String room, String name) {
        return registry.get("selvedge." + room + ".used")
                .tags("name", name)
                .gauge()
                .value();
    }

    @Test
    void leaveAllRegistriesOfACompositeTogether() {
        MeterRegistry child = new SimpleMeterRegistry();
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        composite.add(child);
        MicrometerRecorder there = new MicrometerRecorder(composite);
        there.instance("r", "a", new Showing(Reading.gauge("used", "", "", () -> 4)));
        assertThat(child.get("selvedge.r.used").gauge().value()).isEqualTo(4);

        there.close();

        assertThat(child.getMeters()).isEmpty();
        assertThat(composite.getMeters()).isEmpty();
    }

    @Test
    void areNotShownTwiceUnderOneName() {
        Reading twice = Reading.gauge("used", "", "", () -> 1);

        assertThatCode(() -> recorder.instance("r", "a", new Showing(twice, twice)))
                .doesNotThrowAnyException();
        assertThat(registry.getMeters()).hasSize(1);
    }

    @Test
    void ofAPolicyThatCannotSayAreLeftOut() {
        Policy broken = new Policy() {
            @Override
            public Admission admit(Call call) {
                return Pass.FREE;
            }

            @Override
            public List<Reading> readings() {
                throw new IllegalStateException("no list today");
            }
        };

        assertThatCode(() -> recorder.instance("r", "a", broken)).doesNotThrowAnyException();
        assertThat(registry.getMeters()).isEmpty();
    }
}
