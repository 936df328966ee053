package io.selvedge.it.monitoring;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.selvedge.guice.Selvedge;
import io.selvedge.guice.SelvedgeModule;
import io.selvedge.samples.tasks.service.TaskDatabase;
import io.selvedge.samples.tasks.service.TasksModule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The service of the sample, healthy and just started: nobody has called any of its methods yet. */
final class IdleService implements AutoCloseable {
    private static final URI NOBODY = URI.create("http://127.0.0.1:9");

    private final TaskDatabase database;
    private final Selvedge selvedge;
    private final HttpServer server;

    private IdleService(TaskDatabase database, Selvedge selvedge, HttpServer server) {
        this.database = database;
        this.selvedge = selvedge;
        this.server = server;
    }

    /** Starts it; its files are in that folder. */
    static IdleService start(Path folder) throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        TaskDatabase database = TaskDatabase.open(TaskDatabase.inFile(folder));
        Injector injector = Guice.createInjector(
                new SelvedgeModule(),
                new TasksModule(database.pool(), NOBODY, NOBODY),
                binder -> binder.bind(MeterRegistry.class).toInstance(registry));
        return new IdleService(database, injector.getInstance(Selvedge.class), serve(registry));
    }

    private static HttpServer serve(PrometheusMeterRegistry registry) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            try (exchange) {
                byte[] text = registry.scrape().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, text.length);
                exchange.getResponseBody().write(text);
            }
        });
        server.start();
        return server;
    }

    /** What is to be scraped. */
    URI metrics() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics");
    }

    @Override
    public void close() {
        server.stop(0);
        selvedge.close();
        database.close();
    }
}
