package io.selvedge.it.console;

import static io.selvedge.it.console.Operator.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.console.ConsoleOptions;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.bulkhead.BulkheadControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator changes on the page, in a real browser, while customers call. */
class SwitchPageTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static int limit(Engine engine) {
        return engine.control(BulkheadControl.class, "shelf").limit();
    }

    @Test
    void a_switch_is_asked_back_once_and_then_turned_and_told() throws Exception {
        try (OpenShop open = OpenShop.in(BROWSER)) {
            Operator operator = new Operator(open.tab);
            operator.open("Shop.fetch");
            operator.turn("bulkhead limit", "2");
            assertThat(open.tab.text("document.querySelector('.ask').innerText"))
                    .endsWith("from 4 to 2?");
            assertThat(limit(open.engine)).isEqualTo(4);
            operator.sayYes();

            operator.untilDetail("journal", "limit of bulkhead \"shelf\" changed from 4 to 2");
            operator.untilDetail("settings", "changed by an operator; 4 on the method");
            assertThat(limit(open.engine)).isEqualTo(2);
            operator.assertNoErrors();
        }
    }

    @Test
    void a_value_that_will_not_do_is_refused_in_words() throws Exception {
        try (OpenShop open = OpenShop.in(BROWSER)) {
            Operator operator = new Operator(open.tab);
            operator.open("Shop.fetch");
            operator.turn("bulkhead limit", "many");
            operator.sayYes();
            open.tab.until(
                    "document.querySelector('.refused').innerText.includes('limit must be a whole number')", SOON);
            assertThat(limit(open.engine)).isEqualTo(4);
            // The browser itself tells of every answer above 399.
            assertThat(open.tab.errors()).allMatch(error -> error.contains("400 (Bad Request)"));
        }
    }

    @Test
    void a_policy_is_paused_and_its_tile_says_so_until_it_goes_on() throws Exception {
        try (OpenShop open = OpenShop.in(BROWSER)) {
            Operator operator = new Operator(open.tab);
            open.shop.partnerDown = true;
            operator.untilTold("Shop.price", "circuit breaker open");
            open.shop.partnerDown = false;
            operator.open("Shop.price");
            operator.turn("circuit breaker mode", "paused");
            assertThat(open.tab.text("document.querySelector('.ask').parentElement.innerText"))
                    .contains("from active to paused?", "Whether calls pass this policy over");
            operator.sayYes();
            operator.untilDetail("chain", "PAUSED by an operator");
            operator.untilDetail("journal", "mode of circuit breaker \"partner\" changed from active to paused");
            open.tab.press("Escape");

            operator.untilTold("Shop.price", "circuit breaker paused");
            open.tab.until("document.querySelector('#sums').innerText.includes('1 with a pause')", SOON);
            open.tab.until(
                    "Number(%s.querySelector('.figures b').textContent) > 0".formatted(Operator.tile("Shop.price")),
                    SOON);

            operator.open("Shop.price");
            operator.turn("circuit breaker mode", "active");
            operator.sayYes();
            open.tab.press("Escape");
            operator.untilTold("Shop.price", "circuit breaker open");
            operator.assertNoErrors();
        }
    }

    @Test
    void where_one_may_only_look_there_is_nothing_to_turn() throws Exception {
        try (OpenShop open = OpenShop.in(BROWSER, ConsoleOptions.standard().withoutKeys())) {
            Operator operator = new Operator(open.tab);
            operator.open("Shop.points");
            assertThat(operator.detail("switches")).isEmpty();
            assertThat(open.tab
                            .eval("document.querySelector('#detail-keys').hidden")
                            .getAsBoolean())
                    .isTrue();
            assertThat(open.tab.text("document.body.innerText")).doesNotContain("ann");
            operator.assertNoErrors();
        }
    }
}
