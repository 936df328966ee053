package io.selvedge.samples.tasks.trouble;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A notification API on a port of its own, which answers as its scripts say.
 *
 * <p>Thread-safe.
 */
public final class NotificationApi implements AutoCloseable {
    private final Map<String, Performance> playing = new ConcurrentHashMap<>();
    private final LoopbackServer server;

    private NotificationApi() throws IOException {
        server = LoopbackServer.start("notification-api", this::serve);
    }

    public static NotificationApi start() throws IOException {
        return new NotificationApi();
    }

    public URI address() {
        return server.address();
    }

    /** Begins a script at that path, in place of the one before, and tells what comes there from now on. */
    public Traffic play(String path, TroubleScript script) {
        Performance performance = new Performance(script);
        playing.put(path, performance);
        return performance.traffic();
    }

    private void serve(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.getRequestBody().readAllBytes();
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        answer(exchange, performanceAt(exchange).reply(String.valueOf(key)));
    }

    private Performance performanceAt(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return playing.computeIfAbsent(path, any -> new Performance(TroubleScript.calm()));
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException, InterruptedException {
        Thread.sleep(reply.delayMillis());
        if (reply.retryAfterSeconds() > 0) {
            exchange.getResponseHeaders().set("Retry-After", Integer.toString(reply.retryAfterSeconds()));
        }
        exchange.sendResponseHeaders(reply.status(), -1);
    }

    @Override
    public void close() {
        server.close();
    }
}
