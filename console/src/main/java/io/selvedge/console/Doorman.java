package io.selvedge.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out who has no business here: pages of other sites, names that only pretend to be ours, and whoever lacks the
 * token.
 *
 * <p>Immutable.
 */
final class Doorman {
    /*
     * A page of another site that is open in an operator's browser can send requests to 127.0.0.1, but cannot hide where
     * it comes from: Origin and Sec-Fetch-Site are set by the browser. It cannot read answers, since nothing here allows
     * it to (no CORS). A host name of the attacker's that suddenly points to 127.0.0.1 would make his page the same
     * site as this one; so only names that are ours are served. And whatever changes something must bear a header that
     * no form can send and that a script of another site may only send if we said so.
     */
    static final String HAND = "X-Selvedge-Console";

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_OURS = 421;
    private static final Set<String> OUR_SITES = Set.of("same-origin", "none");

    private final Set<String> hosts;
    private final byte @Nullable [] token;

    Doorman(ConsoleOptions options) {
        this.hosts = options.hosts();
        String text = options.token();
        this.token = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Lets in whoever comes from this site, or from none: enough for the page itself, which tells nothing. */
    void letIn(HttpExchange exchange) throws Refusal {
        if (exchange.getRequestURI().isAbsolute()) {
            throw new Refusal(BAD_REQUEST, "This is no proxy.");
        }
        Headers headers = exchange.getRequestHeaders();
        String host = single(headers, "Host");
        if (host == null) {
            throw new Refusal(BAD_REQUEST, "A request must name the host that it is for, once.");
        }
        if (!isOurs(host, exchange.getLocalAddress())) {
            throw new Refusal(NOT_OURS, "This console is not known by that name.");
        }
        String origin = headers.getFirst("Origin");
        if (origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host)) {
            throw new Refusal(FORBIDDEN, "Pages of other sites may not ask.");
        }
    }

    /** Lets in whoever may be told figures. */
    void letLook(HttpExchange exchange) throws Refusal {
        letIn(exchange);
        String site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
        if (site != null && !OUR_SITES.contains(site)) {
            throw new Refusal(FORBIDDEN, "Pages of other sites may not ask.");
        }
        if (token != null && !hasToken(exchange, token)) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            throw new Refusal(UNAUTHORIZED, "This console wants its token.");
        }
    }

    /** Lets in whoever may change something. */
    void letChange(HttpExchange exchange) throws Refusal {
        letLook(exchange);
        if (!"1".equals(exchange.getRequestHeaders().getFirst(HAND))) {
            throw new Refusal(FORBIDDEN, "Only the console's own page may change something.");
        }
    }

    private static boolean hasToken(HttpExchange exchange, byte[] token) {
        String shown = single(exchange.getRequestHeaders(), "Authorization");
        return shown != null
                && MessageDigest.isEqual(
                        shown.getBytes(StandardCharsets.UTF_8),
                        ("Bearer " + new String(token, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String single(Headers headers, String name) {
        List<String> all = headers.get(name);
        return all == null || all.size() != 1 ? null : all.get(0);
    }

    private boolean isOurs(String host, InetSocketAddress local) {
        String name = withoutPort(host).toLowerCase(Locale.ROOT);
        InetAddress address = local.getAddress();
        String port = ":" + local.getPort();
        boolean here = host.endsWith(port)
                && (name.equals(literal(address)) || address.isLoopbackAddress() && name.equals("localhost"));
        return here || hosts.contains(name) || hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    static String literal(InetAddress address) {
        String text = address.getHostAddress();
        return text.contains(":") ? "[" + text.replaceFirst("%.*", "") + "]" : text;
    }
}
