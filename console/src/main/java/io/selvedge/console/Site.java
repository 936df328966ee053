package io.selvedge.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests of the page. Thread-safe. */
final class Site implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;
    private static final int BROKEN = 500;
    private static final int TOO_MANY = 503;
    private static final int LARGEST_FORM = 4096;
    private static final int NO_BODY = -1;
    private static final String JSON = "application/json; charset=utf-8";
    private static final String RULES = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Assets assets = new Assets();
    private final Doorman doorman;
    private final Board board;
    private final Switchboard switchboard;
    private final Workers workers;

    Site(Doorman doorman, Board board, Switchboard switchboard, Workers workers) {
        this.doorman = doorman;
        this.board = board;
        this.switchboard = switchboard;
        this.workers = workers;
    }

    @Override
    public void handle(HttpExchange exchange) {
        try (exchange) {
            secure(exchange.getResponseHeaders());
            route(exchange);
        } catch (IOException | InterruptedException gone) {
            LOG.debug("A page has left", gone);
        }
    }

    private static void secure(Headers headers) {
        headers.set("Content-Security-Policy", RULES);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
    }

    private void route(HttpExchange exchange) throws IOException, InterruptedException {
        try {
            switch (exchange.getRequestURI().getRawPath()) {
                case "/events" -> events(exchange);
                case "/method" -> method(exchange);
                case "/switch" -> turn(exchange);
                default -> asset(exchange);
            }
        } catch (Refusal refusal) {
            answer(exchange, refusal.status(), JSON, Json.bytes(json -> json.put("refused", refusal.why())));
        } catch (RuntimeException bug) {
            fail(exchange, bug);
        }
    }

    private void fail(HttpExchange exchange, RuntimeException bug) throws IOException {
        if (!board.isClosed()) {
            LOG.warn("The console could not answer {}", exchange.getRequestURI().getRawPath(), bug);
        }
        answer(exchange, BROKEN, JSON, Json.bytes(json -> json.put("refused", "This is a bug of the console.")));
    }

    private static void only(HttpExchange exchange, String method) throws Refusal {
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            throw new Refusal(NOT_ALLOWED, "Here one may only " + method + ".");
        }
    }

    private void asset(HttpExchange exchange) throws IOException, Refusal {
        doorman.letIn(exchange);
        Assets.Asset asset = assets.at(exchange.getRequestURI().getRawPath());
        if (asset == null) {
            throw new Refusal(NOT_FOUND, "There is nothing here.");
        }
        only(exchange, "GET");
        answer(exchange, OK, asset.type(), asset.bytes());
    }

    private void events(HttpExchange exchange) throws IOException, InterruptedException, Refusal {
        doorman.letLook(exchange);
        only(exchange, "GET");
        Page page = board.join(Instant.now(), switchboard.enabled())
                .orElseThrow(() -> new Refusal(TOO_MANY, "Too many pages look at this console. Close one."));
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(OK, 0);
            page.serve(exchange.getResponseBody(), workers);
        } finally {
            board.leave(page);
        }
    }

    private void method(HttpExchange exchange) throws IOException, Refusal {
        doorman.letLook(exchange);
        only(exchange, "GET");
        String name = fields(Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                        .orElse(""))
                .getOrDefault("name", "");
        byte[] detail = board.with(name, switchboard::detail).orElseThrow(Site::noSuchMethod);
        answer(exchange, OK, JSON, detail);
    }

    static Refusal noSuchMethod() {
        return new Refusal(NOT_FOUND, "No method of that name is guarded.");
    }

    private void turn(HttpExchange exchange) throws IOException, Refusal {
        doorman.letChange(exchange);
        only(exchange, "POST");
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_FORM + 1);
        if (body.length > LARGEST_FORM) {
            throw new Refusal(TOO_LARGE, "That is too much.");
        }
        String who = exchange.getRemoteAddress().getAddress().getHostAddress();
        String done = switchboard.turn(fields(new String(body, StandardCharsets.UTF_8)), who);
        answer(exchange, OK, JSON, Json.bytes(json -> json.put("done", done)));
    }

    private static Map<String, String> fields(String form) throws Refusal {
        Map<String, String> fields = new HashMap<>();
        try {
            for (String pair : form.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new Refusal(Switchboard.BAD_REQUEST, "That cannot be read.");
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, NO_BODY);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            // Else newer JDKs send nothing until they have seen the rest of a request that was refused half-read.
            exchange.getResponseBody().flush();
        }
    }
}
