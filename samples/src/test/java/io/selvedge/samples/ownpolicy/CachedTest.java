package io.selvedge.samples.ownpolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.Fallback;
import io.selvedge.failures.MisuseException;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CachedTest {
    private final Engine engine = Engine.start(EngineOptions.standard().withRoom(new CachedRoom(), Fallback.class));

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void theSampleAsksOncePerArticleAndOnceMoreForTheFailure() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        assertThat(OwnPolicy.show(new PrintStream(printed, true, StandardCharsets.UTF_8)))
                .isEqualTo(4);
        assertThat(printed.toString(StandardCharsets.UTF_8)).containsSubsequence("4 times", "@Cached", "@Retry");
    }

    @Test
    void aStageIsKeptByItsValue() {
        engine.serve(Weather.class);
        Weather weather = new Weather();

        assertThat(weather.later("Ulm").join()).isEqualTo("Ulm 1");
        assertThat(weather.later("Ulm").join()).isEqualTo("Ulm 1");
        assertThat(weather.later("Bonn").join()).isEqualTo("Bonn 2");
    }

    @Test
    void aFailureIsNotKept() {
        engine.serve(Weather.class);
        Weather weather = new Weather();

        assertThatThrownBy(weather::storm).hasMessage("storm 1");
        assertThatThrownBy(weather::storm).hasMessage("storm 2");
    }

    @Test
    void theLongestUnusedGoesFirst() {
        engine.serve(Weather.class);
        Weather weather = new Weather();

        assertThat(weather.last("Ulm")).isEqualTo("Ulm 1");
        assertThat(weather.last("Bonn")).isEqualTo("Bonn 2");
        assertThat(weather.last("Ulm")).isEqualTo("Ulm 3");
    }

    @Test
    void badSettingsAreToldAllAtOnce() {
        assertThatThrownBy(() -> engine.serve(Wrong.class))
                .isInstanceOf(MisuseException.class)
                .hasMessageContaining("value must be above zero")
                .hasMessageContaining("max must be at least 1");
    }

    static class Weather {
        private final AtomicInteger questions = new AtomicInteger();

        @Cached("1h")
        CompletableFuture<String> later(String place) {
            return CompletableFuture.completedFuture(place + " " + questions.incrementAndGet());
        }

        @Cached("1h")
        String storm() {
            throw new IllegalStateException("storm " + questions.incrementAndGet());
        }

        @Cached(value = "1h", max = 1)
        String last(String place) {
            return place + " " + questions.incrementAndGet();
        }
    }

    static class Wrong {
        @Cached(value = "0s", max = 0)
        String never() {
            return "never";
        }
    }
}
