package io.selvedge.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.runtime.Engine;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no browser sends: tricks with paths, requests that are too large or never end, too many connections. */
class ConsoleAttackTest {
    private Engine engine;
    private URI console;

    @BeforeEach
    void start() throws IOException {
        engine = Engine.start().serve(Till.class);
        console =
                Console.start(engine, ConsoleOptions.standard().withSwitches()).address();
        // The methods are there with the first look of the clock.
        while (Wire.status(Wire.get(console, "/method?name=io.selvedge.console.Till.pay")) == 404) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void end() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../console.js",
                "/..%2fconsole.js",
                "/%2e%2e/console.js",
                "//console.js",
                "/console.js/",
                "/console.js%00",
                "/./console.js",
                "/Console.class",
                "/io/selvedge/console/console.js",
                "/META-INF/MANIFEST.MF",
                "/console.js;a=b",
                "/console%2ejs",
                "/etc/passwd",
                "/EVENTS",
                "/%252e%252e/console.js",
                "/..%5cconsole.js",
                "/%c0%ae%c0%ae/console.js",
                "/console.js%0d%0aX-Evil:1",
                "/file:///etc/passwd",
                "/\\..\\console.js"
            })
    void no_trick_with_paths_finds_a_file(String path) throws IOException {
        assertThat(Wire.status(Wire.get(console, path))).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT", "PROPFIND", "get"})
    void nothing_but_what_the_page_needs_is_understood(String method) throws IOException {
        for (String path : List.of("/", "/events", "/method", "/switch")) {
            String answer = Wire.say(console, "", method + " " + path + " HTTP/1.1", host());
            assertThat(Wire.status(answer)).as(path).isIn(400, 403, 405);
            assertThat(answer).doesNotContainIgnoringCase("Access-Control-").doesNotContain("<script");
        }
    }

    private String host() {
        return "Host: " + console.getAuthority();
    }

    @Test
    void a_request_for_another_site_by_way_of_us_is_not_served() throws IOException {
        assertThat(Wire.status(Wire.say(console, "", "GET http://evil.example/ HTTP/1.1", host())))
                .isEqualTo(400);
    }

    @Test
    void a_body_that_claims_to_be_huge_is_refused_before_it_is_there() throws IOException {
        try (Socket socket = Wire.connect(console)) {
            String head = "POST /switch HTTP/1.1\r\n" + host()
                    + "\r\nX-Selvedge-Console: 1\r\nContent-Length: 1000000000000\r\n\r\n" + "a".repeat(5000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(12);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void headers_without_end_end_the_connection_and_nothing_else() throws IOException {
        try (Socket socket = Wire.connect(console)) {
            byte[] line = ("X-Filler: " + "a".repeat(8000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\n" + host() + "\r\n").getBytes(StandardCharsets.US_ASCII));
            while (goesOn(socket, line)) {
                Thread.onSpinWait();
            }
        }
        assertThat(Wire.status(Wire.get(console, "/"))).isEqualTo(200);
    }

    private static boolean goesOn(Socket socket, byte[] line) {
        try {
            socket.getOutputStream().write(line);
            return true;
        } catch (IOException ended) {
            return false;
        }
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void so_many_pages_may_look_and_one_more_is_told_so() throws IOException {
        List<Socket> pages = new ArrayList<>();
        try {
            for (int i = 0; i < 32; i++) {
                Socket page = Wire.connect(console);
                pages.add(page);
                page.getOutputStream()
                        .write(("GET /events HTTP/1.1\r\n" + host() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                assertThat(page.getInputStream().readNBytes(12))
                        .asString(StandardCharsets.US_ASCII)
                        .isEqualTo("HTTP/1.1 200");
            }
            assertThat(Wire.get(console, "/events")).startsWith("HTTP/1.1 503").contains("Too many pages");
            assertThat(Wire.status(Wire.get(console, "/"))).isEqualTo(200);
        } finally {
            for (Socket page : pages) {
                page.close();
            }
        }
        while (Wire.status(firstOf("/events")) != 200) {
            Thread.onSpinWait(); // those that have gone are noticed with the next second
        }
    }

    /** The first line of an answer that may have no end. */
    private String firstOf(String path) throws IOException {
        try (Socket socket = Wire.connect(console)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\n" + host() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    /** The server's own limit is 200 idle connections that it keeps; what is beyond has to be accepted all the same. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void a_thousand_idle_connections_hinder_nobody() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 1000; i++) {
                idle.add(Wire.connect(console));
            }
            assertThat(Wire.status(Wire.get(console, "/"))).isEqualTo(200);
            assertThat(Wire.get(console, "/method?name=io.selvedge.console.Till.pay"))
                    .contains("@Bulkhead");
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void requests_that_begin_and_hardly_go_on_are_ended() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = Wire.connect(console);
                socket.getOutputStream().write('G');
                slow.add(socket);
            }
            int status = 0;
            while (status != 200) {
                dribble(slow);
                status = statusOrRefused();
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** A byte more each now and then keeps nobody's request alive. */
    private static void dribble(List<Socket> slow) {
        for (Socket socket : slow) {
            try {
                socket.getOutputStream().write('E');
            } catch (IOException ended) {
                // As it should be.
            }
        }
    }

    private int statusOrRefused() {
        try {
            return Wire.status(Wire.get(console, "/"));
        } catch (IOException overloaded) {
            return 0;
        }
    }
}
