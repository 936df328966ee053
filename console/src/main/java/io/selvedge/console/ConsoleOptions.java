package io.selvedge.console;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a console is served, and what it allows. Immutable; each {@code with} method answers a changed copy.
 *
 * @param address the one address to listen at
 * @param port the port, or 0 for one that is free
 * @param token what a page must show to be told anything, or {@code null} for nothing; at least 16 characters
 * @param switches whether operators may change what policies let them change
 * @param keys whether the busiest keys of policies with {@code @Key} are shown, which are data of users
 * @param hosts names, besides the address itself, under which browsers may ask for it, without port
 */
public record ConsoleOptions(
        InetAddress address, int port, @Nullable String token, boolean switches, boolean keys, Set<String> hosts) {
    private static final int SHORTEST_TOKEN = 16;

    /** @throws IllegalArgumentException if others than this machine could ask without a token, or it is too short */
    public ConsoleOptions {
        hosts = Set.copyOf(hosts);
        if (token == null && !address.isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "A console at %s can be reached from other machines, so it needs a token. Give it one with withToken(...), or let it listen at 127.0.0.1."
                            .formatted(address.getHostAddress()));
        }
        if (token != null && token.length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException("A token of %d characters can be guessed; it must have at least %d."
                    .formatted(token.length(), SHORTEST_TOKEN));
        }
    }

    /** Looking only, from this machine only: 127.0.0.1, a free port, no token, no switches. */
    public static ConsoleOptions standard() {
        return new ConsoleOptions(localhost(), 0, null, false, true, Set.of());
    }

    private static InetAddress localhost() {
        try {
            return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    public ConsoleOptions withPort(int other) {
        return new ConsoleOptions(address, other, token, switches, keys, hosts);
    }

    /** At another address, for which pages must show a token. */
    public ConsoleOptions withAddress(InetAddress other, String itsToken) {
        return new ConsoleOptions(other, port, itsToken, switches, keys, hosts);
    }

    public ConsoleOptions withToken(String other) {
        return new ConsoleOptions(address, port, other, switches, keys, hosts);
    }

    /** Lets operators change what policies let them change, such as limits and the state of breakers, and pause policies. */
    public ConsoleOptions withSwitches() {
        return new ConsoleOptions(address, port, token, true, keys, hosts);
    }

    /** Shows no keys: where they are names or numbers of people that operators need not see. */
    public ConsoleOptions withoutKeys() {
        return new ConsoleOptions(address, port, token, switches, false, hosts);
    }

    /** Also answers browsers that ask for that host, such as the name of a proxy in front. */
    public ConsoleOptions withHost(String name) {
        Set<String> more = new LinkedHashSet<>(hosts);
        more.add(name);
        return new ConsoleOptions(address, port, token, switches, keys, more);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ConsoleOptions(" + address.getHostAddress() + ":" + port + (token == null ? "" : ", with a token")
                + (switches ? ", with switches" : "") + ")";
    }
}
