package io.selvedge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.runtime.Engine;
import io.selvedge.runtime.bulkhead.BulkheadControl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and what happens to the others. */
class ConsoleSecurityTest {
    private static final String TOKEN = "a-token-that-nobody-guesses";
    private static final String LOWER = "method=io.selvedge.console.Till.pay&room=bulkhead&switch=limit&from=3&to=1";

    private Engine engine;

    @BeforeEach
    void start() {
        engine = Engine.start().serve(Till.class);
    }

    @AfterEach
    void end() {
        engine.close();
    }

    private URI console(ConsoleOptions options) {
        return Console.start(engine, options).address();
    }

    private URI console() {
        return console(ConsoleOptions.standard());
    }

    private static URI settled(URI console) throws IOException {
        // The methods are there with the first look of the clock.
        while (Wire.status(Wire.get(console, "/method?name=io.selvedge.console.Till.pay")) == 404) {
            Thread.onSpinWait();
        }
        return console;
    }

    @Test
    void it_listens_on_loopback_only_and_another_address_needs_a_token() throws Exception {
        assertThat(console().getHost()).isEqualTo("127.0.0.1");
        InetAddress everywhere = InetAddress.getByName("0.0.0.0");
        assertThatThrownBy(() -> new ConsoleOptions(everywhere, 0, null, false, true, java.util.Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A console at 0.0.0.0 can be reached from other machines, so it needs a token. Give it one with withToken(...), or let it listen at 127.0.0.1.");
        assertThatThrownBy(() -> ConsoleOptions.standard().withAddress(everywhere, "secret"))
                .hasMessage("A token of 6 characters can be guessed; it must have at least 16.");
        assertThat(ConsoleOptions.standard().withAddress(everywhere, TOKEN).toString())
                .doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:80",
                "evil.example:PORT",
                "127.0.0.1",
                "127.0.0.1:1",
                "127.0.0.1:1:PORT",
                "127.0.0.1:PORT.evil.example",
                "127.0.0.1.evil.example:PORT",
                "127.0.0.1.nip.io:PORT",
                "localhost.evil.example:PORT",
                "localhost.:PORT",
                "user@127.0.0.1:PORT",
                "[::1]:PORT",
                "[::ffff:127.0.0.1]:PORT",
                "0.0.0.0:PORT",
                "2130706433:PORT",
                "0x7f.1:PORT",
                "127.1:PORT",
                "PORT",
                ":PORT",
                ""
            })
    void a_wrong_host_is_not_served(String host) throws IOException {
        URI console = console();
        String named = host.replace("PORT", Integer.toString(console.getPort()));
        for (String path : List.of("/", "/console.js", "/method?name=x", "/events", "/nothing")) {
            assertThat(Wire.status(Wire.say(console, "", "GET " + path + " HTTP/1.1", "Host: " + named)))
                    .as(path)
                    .isEqualTo(421);
        }
    }

    @Test
    void this_machine_is_served_by_its_name_too() throws IOException {
        URI console = console();
        String port = ":" + console.getPort();
        assertThat(Wire.status(Wire.say(console, "", "GET / HTTP/1.1", "Host: LOCALHOST" + port)))
                .isEqualTo(200);
        assertThat(Wire.status(Wire.say(console, "", "GET / HTTP/1.1", "Host: localhost" + port)))
                .isEqualTo(200);
    }

    @Test
    void a_request_without_a_host_or_with_two_is_not_served() throws IOException {
        URI console = console();
        String ours = "Host: " + console.getAuthority();
        assertThat(Wire.status(Wire.say(console, "", "GET / HTTP/1.0"))).isEqualTo(400);
        assertThat(Wire.status(Wire.say(console, "", "GET / HTTP/1.1", ours, "Host: evil.example")))
                .isEqualTo(400);
    }

    @Test
    void a_further_name_is_served_if_the_options_name_it() throws IOException {
        URI console = console(ConsoleOptions.standard().withHost("console.example"));
        assertThat(Wire.status(Wire.say(console, "", "GET / HTTP/1.1", "Host: console.example")))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1", "http://localhost:1"})
    void pages_of_other_sites_may_not_ask(String origin) throws IOException {
        URI console = settled(console());
        for (String path : List.of("/", "/method?name=io.selvedge.console.Till.pay", "/events")) {
            String answer = Wire.get(console, path, "Origin: " + origin);
            assertThat(Wire.status(answer)).as(path).isEqualTo(403);
            assertThat(answer).doesNotContainIgnoringCase("Access-Control-");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void what_the_browser_says_comes_from_elsewhere_gets_no_figures(String site) throws IOException {
        URI console = settled(console());
        assertThat(Wire.status(Wire.get(console, "/events", "Sec-Fetch-Site: " + site)))
                .isEqualTo(403);
        assertThat(Wire.status(Wire.get(console, "/", "Sec-Fetch-Site: " + site)))
                .as("a link to the page, which holds no figures")
                .isEqualTo(200);
    }

    @Test
    void nobody_is_told_that_other_sites_may_ask() throws IOException {
        URI console = console();
        String answer = Wire.say(
                console,
                "",
                "OPTIONS /switch HTTP/1.1",
                "Host: " + console.getAuthority(),
                "Origin: http://evil.example",
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: x-selvedge-console");
        assertThat(Wire.status(answer)).isEqualTo(403);
        assertThat(answer).doesNotContainIgnoringCase("Access-Control-Allow");
    }

    @Test
    void every_answer_forbids_scripts_in_line_frames_and_guessing() throws IOException {
        URI console = console();
        for (String path : List.of("/", "/console.js", "/method?name=x", "/nothing")) {
            assertThat(Wire.get(console, path))
                    .containsIgnoringCase(
                            "Content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe-")
                    .doesNotContainIgnoringCase("Access-Control-")
                    .containsIgnoringCase("X-content-type-options: nosniff")
                    .containsIgnoringCase("Cross-origin-resource-policy: same-origin")
                    .containsIgnoringCase("Cache-control: no-store");
        }
    }

    @Test
    void without_the_token_the_page_shows_and_tells_nothing() throws IOException {
        URI console = console(ConsoleOptions.standard().withToken(TOKEN).withSwitches());
        String host = "Host: " + console.getAuthority();
        for (String path : List.of("/events", "/method?name=io.selvedge.console.Till.pay", "/method?token=" + TOKEN)) {
            assertThat(Wire.status(Wire.get(console, path))).as(path).isEqualTo(401);
            assertThat(Wire.status(Wire.get(console, path, "Authorization: Bearer " + TOKEN + "x")))
                    .isEqualTo(401);
            assertThat(Wire.status(Wire.get(console, path, "Authorization: Basic " + TOKEN)))
                    .isEqualTo(401);
        }
        assertThat(Wire.status(Wire.say(console, LOWER, "POST /switch HTTP/1.1", host, "X-Selvedge-Console: 1")))
                .isEqualTo(401);
        assertThat(Wire.get(console, "/")).doesNotContain(TOKEN).startsWith("HTTP/1.1 200");
        assertThat(Wire.status(Wire.get(console, "/method?name=x", "Authorization: Bearer " + TOKEN)))
                .isEqualTo(404);
    }

    @Test
    void looking_changes_nothing() throws IOException {
        URI console = settled(console());
        String host = "Host: " + console.getAuthority();
        assertThat(Wire.status(Wire.say(console, LOWER, "POST /switch HTTP/1.1", host, "X-Selvedge-Console: 1")))
                .isEqualTo(403);
        assertThat(Wire.status(Wire.say(console, "", "POST / HTTP/1.1", host))).isEqualTo(405);
        assertThat(Wire.status(Wire.say(console, "", "DELETE /method HTTP/1.1", host)))
                .isEqualTo(405);
        assertThat(limit()).isEqualTo(3);
    }

    private int limit() {
        return engine.control(BulkheadControl.class, "till").limit();
    }

    @Test
    void a_switch_turns_only_for_our_own_page_and_only_from_what_it_showed() throws IOException {
        URI console = settled(console(ConsoleOptions.standard().withSwitches()));
        String line = "POST /switch HTTP/1.1";
        String host = "Host: " + console.getAuthority();
        String hand = "X-Selvedge-Console: 1";

        assertThat(Wire.status(Wire.say(console, LOWER, line, host)))
                .as("a form of another site")
                .isEqualTo(403);
        assertThat(Wire.status(Wire.say(console, LOWER, line, host, hand, "Origin: http://evil.example")))
                .isEqualTo(403);
        assertThat(Wire.status(Wire.get(console, "/switch?" + LOWER, hand))).isEqualTo(405);
        assertThat(Wire.status(Wire.say(console, LOWER.replace("from=3", "from=2"), line, host, hand)))
                .isEqualTo(409);
        assertThat(Wire.status(Wire.say(console, LOWER.replace("to=1", "to=0"), line, host, hand)))
                .isEqualTo(400);
        assertThat(Wire.status(Wire.say(console, "a".repeat(10_000), line, host, hand)))
                .isEqualTo(413);
        assertThat(Wire.status(Wire.say(console, "method=%", line, host, hand))).isEqualTo(400);
        assertThat(limit()).isEqualTo(3);

        assertThat(Wire.say(console, LOWER, line, host, hand, "Origin: http://" + console.getAuthority()))
                .startsWith("HTTP/1.1 200")
                .contains("limit of bulkhead \\u0022till\\u0022 changed from 3 to 1");
        assertThat(limit()).isEqualTo(1);
    }
}
