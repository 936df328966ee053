package io.selvedge.it.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.testkit.RecordingRecorder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hedges and shared runs as they are woven: with values, without, static, private, with stages. */
class WovenConcurrencyTest {
    private final RecordingRecorder recorder = new RecordingRecorder();
    private final Engine engine =
            Engine.start(EngineOptions.standard().withRecorder(recorder)).serve(Rates.class);
    private final Rates rates = new Rates();

    @BeforeEach
    void nothingHasRun() {
        Rates.RUNS.set(0);
        Rates.CALLED_OFF.set(0);
    }

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    private static void await(BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(30));
            Thread.yield();
        }
    }

    private static void assertWonBySecond() {
        assertThat(Rates.RUNS).hasValue(2);
        await(() -> Rates.CALLED_OFF.get() == 1);
    }

    @Test
    void the_second_run_wins_with_the_same_arguments() throws Exception {
        assertThat(rates.hedged("EUR", 2)).isEqualTo("EUR2");
        assertWonBySecond();
    }

    @Test
    void a_primitive_of_a_static_method() throws Exception {
        assertThat(Rates.hedgedPrimitive(1.5)).isEqualTo(1.5);
        assertWonBySecond();
    }

    @Test
    void a_private_method_without_a_value() throws Exception {
        rates.callsHedgedWithoutValue();
        assertWonBySecond();
    }

    @Test
    void a_stage() throws Exception {
        assertThat(rates.hedgedLater("EUR").get(30, TimeUnit.SECONDS)).isEqualTo("EUR");
        assertWonBySecond();
    }

    @Test
    void callers_of_one_key_share_a_run() throws Exception {
        CompletableFuture<Object> first = beside("EUR");
        assertThat(rates.entered.await(30, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Object> second = beside("EUR");
        CompletableFuture<Object> other = beside("USD");
        await(() -> shared() == 1 && Rates.RUNS.get() == 2);
        rates.open.countDown();

        assertThat(first.get(30, TimeUnit.SECONDS)).hasToString("EUR").isSameAs(second.get(30, TimeUnit.SECONDS));
        assertThat(other.get(30, TimeUnit.SECONDS)).hasToString("USD");
        assertThat(Rates.RUNS).hasValue(2);
    }

    private CompletableFuture<Object> beside(String currency) {
        CompletableFuture<Object> end = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                end.complete(rates.shared(currency));
            } catch (Throwable thrown) {
                end.completeExceptionally(thrown);
            }
        });
        caller.setDaemon(true);
        caller.start();
        return end;
    }

    private double shared() {
        return recorder.instances().entrySet().stream()
                .filter(instance -> instance.getKey().endsWith("Rates.shared"))
                .flatMap(instance -> instance.getValue().readings().stream())
                .filter(reading -> reading.name().equals("shared"))
                .mapToDouble(reading -> reading.value().getAsDouble())
                .sum();
    }

    @Test
    void a_shared_primitive() {
        assertThat(Rates.sharedPrimitive(7)).isEqualTo(7);
    }

    @Test
    void both_are_explained() throws Exception {
        assertThat(engine.explain(Rates.class.getDeclaredMethod("hedged", String.class, int.class)))
                .contains("@Hedge(after = \"1ms\", idempotent = true)", "an attempt may be doubled", "budget = 0.1");
        assertThat(engine.explain(Rates.class.getDeclaredMethod("shared", String.class)))
                .contains("@SingleFlight", "for each currency", "callers who share need no attempt of their own");
    }
}
