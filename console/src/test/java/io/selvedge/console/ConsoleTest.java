package io.selvedge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.sun.management.ThreadMXBean;
import io.selvedge.failures.CircuitOpenException;
import io.selvedge.guice.Selvedge;
import io.selvedge.guice.SelvedgeModule;
import io.selvedge.runtime.Engine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A console from its start to its end. */
class ConsoleTest {
    private static final int CALLS = 200_000;

    /** Reads the stream of events until one is so. */
    private static String event(URI console, Predicate<String> wanted) throws IOException {
        try (Socket socket = Wire.connect(console)) {
            socket.getOutputStream()
                    .write(("GET /events HTTP/1.1\r\nHost: " + console.getAuthority() + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ") && wanted.test(line)) {
                    return line;
                }
            }
            throw new AssertionError("the stream ended");
        }
    }

    @Test
    void one_line_starts_it_on_a_running_engine_and_it_ends_with_the_engine() throws IOException {
        URI address;
        try (Engine engine = Engine.start().serve(Till.class)) {
            new Till().pay(1);
            address = Console.start(engine).address();
            new Till().pay(2);
            assertThat(event(address, line -> line.contains("\"lately\":1")))
                    .as("the call before is not counted")
                    .contains("\"room\":\"circuit_breaker\",\"states\":[\"closed\"]")
                    .contains("\"permits.limit\":3");
        }
        assertThatThrownBy(() -> Wire.get(address, "/")).isInstanceOf(ConnectException.class);
    }

    @Test
    void failures_and_refusals_are_told_apart_from_calls_that_went_well() throws IOException {
        try (Engine engine = Engine.start().serve(Till.class)) {
            URI address = Console.start(engine).address();
            for (int i = 0; i < 6; i++) {
                assertThatThrownBy(() -> new Till().pay(-1)).isNotNull();
            }
            assertThat(event(address, line -> line.contains("\"badLately\":6")))
                    .contains("\"trouble\":\"trouble\"")
                    .contains("\"states\":[\"open\"]");
            assertThat(Wire.get(address, "/method?name=io.selvedge.console.Till.pay"))
                    .containsPattern("circuit breaker refused (2 calls|1 call): open") // a second may lie between
                    .contains("circuit breaker went open")
                    .contains("\"failure\":4")
                    .contains("\"refused\":2");
        }
    }

    @Test
    void a_policy_is_paused_and_set_to_work_again() throws IOException {
        try (Engine engine = Engine.start().serve(Till.class)) {
            URI address = Console.start(engine, ConsoleOptions.standard().withSwitches())
                    .address();
            for (int i = 0; i < 4; i++) {
                assertThatThrownBy(() -> new Till().pay(-1)).isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> new Till().pay(1)).isInstanceOf(CircuitOpenException.class);
            event(address, line -> line.contains("\"states\":[\"open\"]"));

            assertThat(turnBreaker(address, "active", "paused"))
                    .contains("mode of circuit breaker \\u0022bank\\u0022 changed from active to paused");
            assertThat(new Till().pay(7)).isEqualTo(7);
            event(address, line -> line.contains("\"room\":\"circuit_breaker\",\"states\":[\"paused\"]"));
            assertThat(Wire.get(address, "/method?name=io.selvedge.console.Till.pay"))
                    .contains("; PAUSED by an operator")
                    .contains("an operator acted: mode of circuit breaker");

            assertThat(turnBreaker(address, "active", "paused"))
                    .as("from what it no longer is")
                    .startsWith("HTTP/1.1 409");
            assertThat(turnBreaker(address, "paused", "active")).startsWith("HTTP/1.1 200");
            assertThatThrownBy(() -> new Till().pay(1)).isInstanceOf(CircuitOpenException.class);
        }
    }

    private static String turnBreaker(URI console, String from, String to) throws IOException {
        return Wire.say(
                console,
                "method=io.selvedge.console.Till.pay&room=circuit_breaker&switch=mode&from=" + from + "&to=" + to,
                "POST /switch HTTP/1.1",
                "Host: " + console.getAuthority(),
                "X-Selvedge-Console: 1");
    }

    @Test
    void guice_starts_it_with_the_injector() throws IOException {
        Injector injector =
                Guice.createInjector(new SelvedgeModule(), new ConsoleModule(), binder -> binder.bind(Till.class));
        try (Selvedge selvedge = injector.getInstance(Selvedge.class)) {
            assertThat(selvedge.engine().isClosed()).isFalse();
            URI address = injector.getInstance(Console.class).address();
            injector.getInstance(Till.class).pay(1);
            assertThat(event(address, line -> line.contains("\"lately\":1"))).contains("\"well\"");
        }
    }

    @Test
    void an_engine_that_is_closed_gets_none() {
        Engine engine = Engine.start().serve(Till.class);
        engine.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> Console.start(engine))
                .withMessage("engine \"selvedge\" is closed");
    }

    @Test
    void a_port_in_use_is_told_with_what_to_do() {
        try (Engine engine = Engine.start().serve(Till.class)) {
            int port = Console.start(engine).address().getPort();
            assertThatThrownBy(() ->
                            Console.start(engine, ConsoleOptions.standard().withPort(port)))
                    .hasMessageMatching(
                            "The console cannot listen at 127.0.0.1, port \\d+: .*\\. Choose another port, or 0 for one that is free\\.");
        }
    }

    @Test
    void a_call_allocates_nothing_for_it() {
        try (Engine engine = Engine.start().serve(Till.class)) {
            Till till = new Till();
            double without = bytesPerCall(till);
            Console.start(engine);
            double with = bytesPerCall(till);
            System.out.printf("bytes a call: %.2f without a console, %.2f with one%n", without, with);
            assertThat(with).isLessThan(without + 1);
        }
    }

    private static double bytesPerCall(Till till) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        pay(till);
        long before = threads.getThreadAllocatedBytes(thread);
        pay(till);
        return (threads.getThreadAllocatedBytes(thread) - before) / (double) CALLS;
    }

    private static void pay(Till till) {
        for (int i = 0; i < CALLS; i++) {
            till.pay(i);
        }
    }
}
