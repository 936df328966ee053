package io.selvedge.samples.tasks.trouble;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server on a free port of the loopback interface, with threads of its own, so that whoever calls it meets real
 * sockets and real waiting.
 *
 * <p>Thread-safe.
 */
final class LoopbackServer implements AutoCloseable {
    static {
        // The server reads these when its first class is loaded: no batching of small answers (40 ms each), and no
        // idle connection closed in the middle of the story.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.idleInterval", "300");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private LoopbackServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** What answers; it may take its time, and is interrupted when the server closes. */
    interface Service {
        void serve(HttpExchange exchange) throws IOException, InterruptedException;
    }

    static LoopbackServer start(String name, Service service) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        ExecutorService threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        server.createContext("/", exchange -> serve(service, exchange));
        server.setExecutor(threads);
        server.start();
        return new LoopbackServer(server, threads);
    }

    private static void serve(Service service, HttpExchange exchange) throws IOException {
        try (exchange) {
            service.serve(exchange);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    URI address() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getHostString() + ":" + address.getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
