package io.selvedge.it.console;

import static io.selvedge.it.console.Operator.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.console.Console;
import io.selvedge.console.ConsoleOptions;
import io.selvedge.runtime.Engine;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every text on the page can be read, in light and dark, on a phone and on a desk; pictures are kept of what was looked at. */
class LegibilityPageTest {
    private static final Path ALL = Path.of("target", "screenshots");
    private static final Path DOCS = Path.of(System.getProperty("screenshots", ALL.toString()));
    private static final List<Integer> WIDTHS = List.of(1280, 768, 390, 320);
    private static final int MANY = 1000;
    private static final String LONG =
            "org.example.international.customerrelations.backend.AdministrationOfPostalAddressesService";

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Retry
    @CircuitBreaker
    @Timeout("1s")
    @Bulkhead(name = "the_pool_of_connections_to_the_database_of_postal_addresses_in_the_north")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Chain {}

    @Test
    void in_every_light_and_width() throws Exception {
        try (OpenShop open = OpenShop.in(BROWSER)) {
            Tab tab = open.tab;
            Operator operator = new Operator(tab);
            tab.until("performance.now() > 1000 * " + Integer.getInteger("screenshots.after", 2), 80_000);
            open.shop.partnerDown = true;
            open.shop.desk = new CountDownLatch(1);
            operator.untilTold("Shop.price", "circuit breaker open");
            operator.untilTold("Shop.points", "busiest key");
            for (String scheme : List.of("light", "dark")) {
                for (int width : WIDTHS) {
                    tab.look(width, width < 500 ? 844 : 640, scheme);
                    operator.untilTold("Shop.price", "circuit breaker open");
                    legible(tab, scheme, width, "overview");
                    tab.look(width, 844, scheme);
                    operator.open("Shop.price");
                    operator.untilDetail("journal", "circuit breaker refused");
                    legible(tab, scheme, width, "method");
                    tab.press("Escape");
                    tab.until("!document.querySelector('#detail').open", SOON);
                }
            }
            operator.open("Shop.points");
            operator.untilDetail("keys", "ann");
            operator.turn("serialized mode", "paused");
            legible(tab, "dark", 320, "question");
            operator.assertNoErrors();
            open.shop.desk.countDown();
        }
    }

    @Test
    void with_a_thousand_methods_of_long_names() throws Exception {
        try (Engine engine = Engine.start()) {
            for (int i = 0; i < MANY; i++) {
                engine.guard(LONG + i + ".findAllByPostalCodeAndCountry(java.lang.String, int)", Chain.class)
                        .run(() -> {});
            }
            Tab tab = BROWSER.tab();
            Operator operator = new Operator(tab);
            tab.look(1280, 800, "light");
            tab.go(Console.start(engine, ConsoleOptions.standard().withSwitches())
                    .address());
            tab.until("document.querySelectorAll('#tiles li').length === " + MANY, SOON);
            for (int width : WIDTHS) {
                tab.look(width, 844, "light");
                tab.eval("scrollTo(0, document.body.scrollHeight / 2)");
                tab.until(
                        "performance.now() > 0 && document.querySelectorAll('#tiles .word').length === " + MANY, SOON);
                legible(tab, "light", width, "thousand");
                tab.eval("document.querySelector('#tiles button').click()");
                tab.until("document.querySelector('#detail-readings table') !== null", SOON);
                legible(tab, "light", width, "long-name");
                tab.press("Escape");
                tab.until("!document.querySelector('#detail').open", SOON);
            }
            tab.click("#search");
            tab.type("Service777.");
            assertThat(operator.names()).hasSize(1);
            operator.assertNoErrors();
            tab.close();
        }
    }

    private static void legible(Tab tab, String scheme, int width, String what) throws Exception {
        String name = what + "-" + scheme;
        tab.screenshot(ALL.resolve(name + "-" + width + ".png"));
        if (List.of("overview", "method").contains(what) && List.of(1280, 390).contains(width)) {
            tab.screenshot(DOCS.resolve(name + (width == 390 ? "-narrow" : "") + ".png"));
        }
        assertThat(tab.text(Legibility.FAINT))
                .as("contrast below 4.5, %s at %d", name, width)
                .isEmpty();
        assertThat(tab.text(Legibility.CUT))
                .as("cut or overlapping text, %s at %d", name, width)
                .isEmpty();
    }
}
