package io.selvedge.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.console.Console;
import io.selvedge.console.ConsoleOptions;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.bulkhead.BulkheadControl;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator does with the page, in a real browser, while customers call. */
class ConsolePageTest {
    private static final String NAMES =
            "[...document.querySelectorAll('#tiles .name')].map(n => n.firstChild.textContent)";
    private static final Path SCREENSHOTS = Path.of(System.getProperty("screenshots", "target/screenshots"));

    private static Chromium chromium;

    private final Shop shop = new Shop();
    private Engine engine;
    private Console console;
    private Customers customers;
    private Tab tab;

    @BeforeAll
    static void startBrowser() throws Exception {
        chromium = Chromium.start();
    }

    @AfterAll
    static void endBrowser() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        engine = Engine.start().serve(Shop.class);
        console = Console.start(engine, ConsoleOptions.standard().withSwitches());
        customers = Customers.of(shop);
        tab = chromium.tab();
        tab.look(1280, 800, "light");
        tab.go(console.address());
        tab.until("document.querySelectorAll('#tiles li').length === 6", 5000);
    }

    @AfterEach
    void close() {
        tab.close();
        customers.close();
        engine.close();
    }

    private static String tile(String name) {
        return "[...document.querySelectorAll('#tiles li')].find(t => t.querySelector('.name').firstChild.textContent === '%s')"
                .formatted(name);
    }

    private void untilTold(String name, String word, long mostMillis) {
        tab.until(tile(name) + ".innerText.includes('" + word + "')", mostMillis);
    }

    private void assertNoErrors() {
        assertThat(tab.errors()).isEmpty();
    }

    @Test
    void a_breaker_opens_and_its_tile_turns_within_two_seconds_and_comes_first() {
        tab.until(tile("Shop.price") + ".innerText.includes('well')", 4000);
        shop.partnerDown = true;

        long took = tab.until(
                "%1$s.innerText.includes('circuit breaker open') && %1$s.querySelector('.tile').dataset.tone === 'trouble'"
                        .formatted(tile("Shop.price")),
                2000);

        System.out.println("the tile turned after " + took + " ms");
        assertThat(tab.text(NAMES + "[0]")).isEqualTo("Shop.price");
        assertThat(tab.text("document.title")).isEqualTo("(1) Selvedge console");
        assertNoErrors();
    }

    @Test
    void a_full_bulkhead_shows_its_permits_and_its_line() {
        shop.shelf = new CountDownLatch(1);
        tab.until(
                "%1$s.innerText.includes('bulkhead 4 of 4') && %1$s.innerText.includes('waiting at bulkhead')"
                        .formatted(tile("Shop.fetch")),
                4000);
        shop.shelf.countDown();
        tab.until("!%s.innerText.includes('waiting at bulkhead')".formatted(tile("Shop.fetch")), 8000);
        untilTold("Shop.fetch", "bulkhead 0 of 4", 8000);
        assertNoErrors();
    }

    @Test
    void tiles_are_sorted_as_the_operator_wishes() {
        tab.eval(
                "document.querySelector('#sort').value = 'name', document.querySelector('#sort').dispatchEvent(new Event('change'))");
        assertThat(tab.text(NAMES + ".join()"))
                .isEqualTo("Shop.fetch,Shop.mail,Shop.points,Shop.price,Shop.quiet,Shop.text");

        tab.eval(
                "document.querySelector('#sort').value = 'calls', document.querySelector('#sort').dispatchEvent(new Event('change'))");
        tab.until(NAMES + "[0] === 'Shop.points' && " + NAMES + "[5] === 'Shop.quiet'", 4000);
        assertNoErrors();
    }

    @Test
    void a_search_leaves_what_is_called_so_and_says_when_nothing_is() {
        tab.click("#search");
        tab.type("PRI");
        assertThat(tab.text(NAMES + ".join()")).isEqualTo("Shop.price");
        tab.type("zzz");
        assertThat(tab.text("document.querySelector('#empty').innerText")).contains("No method is called");
        tab.press("Escape");
        assertThat(tab.eval(NAMES + ".length").getAsInt()).isEqualTo(6);
        assertNoErrors();
    }

    @Test
    void one_method_tells_its_chain_its_settings_and_what_happened() {
        shop.partnerDown = true;
        untilTold("Shop.price", "circuit breaker open", 4000);
        tab.eval(tile("Shop.price") + ".querySelector('button').click()");

        tab.until("document.querySelector('#detail-journal').innerText.includes('circuit breaker went open')", 3000);
        tab.until("document.querySelector('#detail-journal').innerText.includes('circuit breaker refused')", 3000);
        assertThat(tab.text("document.querySelector('#detail-name').innerText"))
                .isEqualTo("io.selvedge.it.console.Shop.price");
        assertThat(tab.text("document.querySelector('#detail-chain').innerText"))
                .contains("1. @CircuitBreaker(name = \"partner\"", "2. @Timeout(\"1s\")", "3. the method");
        assertThat(tab.text("document.querySelector('#detail-settings').innerText"))
                .contains("circuit breaker\twindow\t10\ton the method")
                .contains("circuit breaker\tfailureRate\t0.5\tby default");
        assertNoErrors();
    }

    @Test
    void a_switch_is_asked_back_once_and_then_turned_and_told() {
        tab.eval(tile("Shop.fetch") + ".querySelector('button').click()");
        tab.until("document.querySelector('#detail-switches input') !== null", 3000);
        tab.click("#detail-switches input");
        tab.eval("document.querySelector('#detail-switches input').value = ''");
        tab.type("2");
        tab.press("Enter");

        tab.until("document.querySelector('.ask').innerText.includes('from 4 to 2?')", 1000);
        assertThat(engine.control(BulkheadControl.class, "shelf").limit()).isEqualTo(4);
        tab.click(".switch .ask + button");

        tab.until(
                "document.querySelector('#detail-journal').innerText.includes('limit of bulkhead “shelf” changed from 4 to 2'.replace(/[“”]/g, '\"'))",
                3000);
        tab.until(
                "document.querySelector('#detail-settings').innerText.includes('changed by an operator; 4 on the method')",
                3000);
        assertThat(engine.control(BulkheadControl.class, "shelf").limit()).isEqualTo(2);
        assertNoErrors();
    }

    @Test
    void a_value_that_will_not_do_is_refused_in_words() {
        tab.eval(tile("Shop.fetch") + ".querySelector('button').click()");
        tab.until("document.querySelector('#detail-switches input') !== null", 3000);
        tab.eval("document.querySelector('#detail-switches input').value = 'many'");
        tab.click("#detail-switches form button");
        tab.click(".switch .ask + button");
        tab.until("document.querySelector('.refused').innerText.includes('limit must be a whole number')", 3000);
        assertThat(engine.control(BulkheadControl.class, "shelf").limit()).isEqualTo(4);
        // The browser itself tells of every answer above 399.
        assertThat(tab.errors()).allMatch(error -> error.contains("400 (Bad Request)"));
    }

    @Test
    void everything_can_be_done_from_the_keyboard() {
        tab.press("/");
        tab.type("shop.p");
        tab.press("ArrowDown");
        assertThat(focused()).startsWith("Shop.p");
        tab.press("ArrowRight");
        String chosen = focused();
        tab.press("Enter");
        tab.until("document.querySelector('#detail').open", 1000);
        tab.until("document.querySelector('#detail-chain pre') !== null", 3000);
        assertThat(tab.text("document.querySelector('#detail-name').innerText")).endsWith(chosen);
        tab.press("Escape");
        tab.until("!document.querySelector('#detail').open", 1000);
        assertThat(focused()).isEqualTo(chosen);

        tab.press("/");
        tab.press("Escape");
        for (int i = 0; i < 3; i++) {
            tab.press("Tab");
        }
        assertThat(focused())
                .as("search, sort, theme, tiles: in the order of the page")
                .startsWith("Shop.");
        tab.until("performance.now() > 0 && document.activeElement.classList.contains('tile')", 3000);
        assertNoErrors();
    }

    private String focused() {
        return tab.text(
                "(document.activeElement.querySelector('.name')?.firstChild ?? document.activeElement).textContent");
    }

    @Test
    void a_lost_connection_is_told_and_comes_back_by_itself() {
        int port = console.address().getPort();
        tab.until(tile("Shop.price") + ".innerText.includes('well')", 4000);
        console.close();

        tab.until("!document.querySelector('#lost').hidden", 5000);
        assertThat(tab.text("document.querySelector('#lost').innerText"))
                .startsWith("Connection lost; these are the figures of ")
                .contains("Trying again in ");
        assertThat(tab.text("document.querySelector('#live').innerText")).isEqualTo("lost");

        console = Console.start(engine, ConsoleOptions.standard().withPort(port));
        tab.until(
                "document.querySelector('#lost').hidden && document.querySelector('#live').innerText === 'live'", 7000);
        untilTold("Shop.price", "well", 4000);
        assertThat(tab.eval(NAMES + ".length").getAsInt()).isEqualTo(6);
        assertThat(tab.errors()).allMatch(error -> error.contains("net::ERR_"));
    }

    @Test
    void the_theme_follows_the_system_until_the_operator_chooses() {
        assertThat(ground()).isEqualTo("rgb(243, 245, 248)");
        tab.look(1280, 800, "dark");
        assertThat(ground()).isEqualTo("rgb(16, 20, 27)");
        tab.click("#theme");
        assertThat(ground()).isEqualTo("rgb(243, 245, 248)");
        tab.click("#theme");
        tab.look(1280, 800, "light");
        assertThat(ground()).isEqualTo("rgb(16, 20, 27)");
        tab.go(console.address());
        tab.until("document.documentElement.dataset.theme === 'dark'", 3000);
        tab.eval("localStorage.clear()");
        assertNoErrors();
    }

    private String ground() {
        return tab.text("getComputedStyle(document.body).backgroundColor");
    }

    @Test
    void every_text_can_be_read_in_every_light_and_width() throws Exception {
        tab.until("performance.now() > 1000 * " + Integer.getInteger("screenshots.after", 2), 80_000);
        shop.partnerDown = true;
        untilTold("Shop.price", "circuit breaker open", 4000);
        for (String scheme : List.of("light", "dark")) {
            for (int width : List.of(1280, 390)) {
                tab.look(width, width == 390 ? 844 : 460, scheme);
                untilTold("Shop.price", "circuit breaker open", 4000);
                legible(scheme, width, "overview");
                tab.look(width, 844, scheme);
                tab.eval(tile("Shop.price") + ".querySelector('button').click()");
                tab.until("document.querySelector('#detail-readings table') !== null", 3000);
                legible(scheme, width, "method");
                tab.press("Escape");
            }
        }
        assertNoErrors();
    }

    private void legible(String scheme, int width, String what) throws Exception {
        String name = what + "-" + scheme + (width == 390 ? "-narrow" : "");
        tab.screenshot(SCREENSHOTS.resolve(name + ".png"));
        assertThat(tab.text(Legibility.FAINT)).as("contrast below 4.5, " + name).isEmpty();
        assertThat(tab.text(Legibility.CUT))
                .as("cut or overlapping text, " + name)
                .isEmpty();
    }
}
