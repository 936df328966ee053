package io.selvedge.samples.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final PrometheusMeterRegistry registry = Metrics.registry();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void serveWhatTheRegistryHolds() throws Exception {
        Counter.builder("apples").description("Apples").register(registry).increment(7);
        try (Metrics metrics = Metrics.of(registry, 0)) {
            HttpResponse<String> scraped = get(metrics.address());

            assertThat(metrics.address().getHost()).isEqualTo("127.0.0.1");
            assertThat(scraped.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
            assertThat(scraped.body()).contains("# TYPE apples_total counter", "apples_total 7.0");
        }
    }

    @Test
    void haveAHistogramOfCallsAndOfNothingElse() {
        for (String name : List.of("selvedge.calls", "selvedge.waits")) {
            Timer.builder(name).description("Time").register(registry).record(Duration.ofMillis(30));
        }

        assertThat(registry.scrape())
                .contains(
                        "selvedge_calls_seconds_bucket{le=\"0.02\"} 0", "selvedge_calls_seconds_bucket{le=\"0.05\"} 1")
                .contains("selvedge_waits_seconds_count 1")
                .doesNotContain("selvedge_waits_seconds_bucket");
    }

    @Test
    void serveNothingElse() throws Exception {
        try (Metrics metrics = Metrics.of(registry, 0)) {
            assertThat(get(metrics.address().resolve("/")).statusCode()).isEqualTo(404);
            assertThat(get(metrics.address().resolve("/metrics/more")).statusCode())
                    .isEqualTo(404);
        }
    }

    private HttpResponse<String> get(URI address) throws Exception {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
