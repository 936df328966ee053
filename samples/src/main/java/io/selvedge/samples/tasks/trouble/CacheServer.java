package io.selvedge.samples.tasks.trouble;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A cache on a port of its own, which keeps what is put to a path, and has days on which it takes requests and says
 * nothing.
 *
 * <p>Thread-safe.
 */
public final class CacheServer implements AutoCloseable {
    private static final int OK = 200;
    private static final int KEPT = 204;
    private static final int MISS = 404;

    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
    private final LoopbackServer server;
    private volatile Duration silence = Duration.ZERO;

    private CacheServer() throws IOException {
        server = LoopbackServer.start("cache", this::serve);
    }

    public static CacheServer start() throws IOException {
        return new CacheServer();
    }

    public URI address() {
        return server.address();
    }

    /** From now on, an answer takes that long. */
    public void hang(Duration silence) {
        this.silence = silence;
    }

    public void recover() {
        silence = Duration.ZERO;
    }

    private void serve(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        Thread.sleep(silence.toMillis());
        if (exchange.getRequestMethod().equals("PUT")) {
            kept.put(path, sent);
            exchange.sendResponseHeaders(KEPT, -1);
        } else {
            answer(exchange, kept.get(path));
        }
    }

    private static void answer(HttpExchange exchange, byte @Nullable [] found) throws IOException {
        if (found == null) {
            exchange.sendResponseHeaders(MISS, -1);
        } else {
            exchange.sendResponseHeaders(OK, found.length);
            exchange.getResponseBody().write(found);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
