package io.selvedge.samples.tasks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What Prometheus scrapes, on a port of the loopback interface: a service needs no more than this. */
final class Metrics implements AutoCloseable {
    private static final double[] BUCKETS_MILLIS = {5, 20, 50, 100, 250, 500, 1000, 2500, 10_000};
    private static final String PATH = "/metrics";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final HttpServer server;

    private Metrics(HttpServer server) {
        this.server = server;
    }

    /** A registry for all meters, with a small histogram of how long calls take, from which percentiles are computed. */
    static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals("selvedge.calls") ? buckets().merge(config) : config;
            }
        });
        return registry;
    }

    private static DistributionStatisticConfig buckets() {
        return DistributionStatisticConfig.builder()
                .serviceLevelObjectives(Arrays.stream(BUCKETS_MILLIS)
                        .map(millis -> millis * 1e6)
                        .toArray())
                .build();
    }

    /**
     * Serves the meters from now on.
     *
     * @param port 0 for any that is free
     */
    static Metrics of(PrometheusMeterRegistry registry, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> serve(registry, exchange));
        server.start();
        return new Metrics(server);
    }

    private static void serve(PrometheusMeterRegistry registry, HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
                return;
            }
            byte[] text = registry.scrape().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(OK, text.length);
            exchange.getResponseBody().write(text);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
