package io.selvedge.samples.tasks.trouble;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A notification API on a free port of the loopback interface, which answers as its scripts say.
 *
 * <p>Real HTTP on threads of its own, so that whoever calls it meets real sockets and real waiting. Thread-safe.
 */
public final class NotificationApi implements AutoCloseable {
    static {
        // The server reads these when its first class is loaded: no batching of small answers (40 ms each), and no
        // idle connection closed in the middle of the story.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.idleInterval", "300");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Map<String, Performance> playing = new ConcurrentHashMap<>();

    private NotificationApi(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    public static NotificationApi start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        ExecutorService threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "notification-api");
            thread.setDaemon(true);
            return thread;
        });
        NotificationApi api = new NotificationApi(server, threads);
        server.createContext("/", api::serve);
        server.setExecutor(threads);
        server.start();
        return api;
    }

    public URI address() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getHostString() + ":" + address.getPort());
    }

    /** Begins a script at that path, in place of the one before, and tells what comes there from now on. */
    public Traffic play(String path, TroubleScript script) {
        Performance performance = new Performance(script);
        playing.put(path, performance);
        return performance.traffic();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            answer(exchange, performanceAt(exchange).reply(String.valueOf(key)));
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
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
        server.stop(0);
        threads.shutdownNow();
    }
}
