package io.selvedge.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import java.util.List;

/** What an operator does with the console in a tab, and what he sees there. One thread at a time. */
final class Operator {
    /** For what comes with the page's next second or the one after, on a machine that has a lot to do besides. */
    static final long SOON = 15_000;

    private static final String NAMES =
            "[...document.querySelectorAll('#tiles .name')].map(n => n.firstChild.textContent)";

    private final Tab tab;

    Operator(Tab tab) {
        this.tab = tab;
    }

    /** The names on the tiles, in their order. */
    List<String> names() {
        return tab.eval(NAMES).getAsJsonArray().asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }

    /** An expression for the tile of that name. */
    static String tile(String name) {
        return "[...document.querySelectorAll('#tiles li')].find(t => t.querySelector('.name').firstChild.textContent === %s)"
                .formatted(Tab.quoted(name));
    }

    /** Waits until that tile says so; answers the milliseconds that it took. */
    long untilTold(String name, String word, long mostMillis) {
        return tab.until(tile(name) + ".innerText.includes(" + Tab.quoted(word) + ")", mostMillis);
    }

    void untilTold(String name, String word) {
        untilTold(name, word, SOON);
    }

    /** Opens the detail of that method, and waits until it is filled. */
    void open(String name) {
        tab.eval(tile(name) + ".querySelector('button').click()");
        tab.until(
                "document.querySelector('#detail').open && document.querySelector('#detail-readings table') !== null",
                SOON);
    }

    /** What a part of the detail says. */
    String detail(String part) {
        return tab.text("document.querySelector('#detail-" + part + "').innerText");
    }

    void untilDetail(String part, String words) {
        tab.until("document.querySelector('#detail-" + part + "').innerText.includes(" + Tab.quoted(words) + ")", SOON);
    }

    void sortBy(String order) {
        tab.eval("document.querySelector('#sort').value = '" + order
                + "', document.querySelector('#sort').dispatchEvent(new Event('change'))");
    }

    /** What the focused tile is called, or else what the focused element says. */
    String focused() {
        return tab.text(
                "(document.activeElement.querySelector('.name')?.firstChild ?? document.activeElement).textContent");
    }

    /** Turns that switch, with the question back that comes first. */
    void turn(String label, String to) {
        String field = "document.querySelector('[aria-label=" + Tab.quoted(label) + "]')";
        tab.until(field + " !== null", SOON);
        tab.eval(field + ".value = '" + to + "', " + field + ".form.requestSubmit()");
        tab.until("document.querySelector('.switch .ask') !== null", SOON);
    }

    void sayYes() {
        tab.click(".switch .ask ~ button");
    }

    void assertNoErrors() {
        assertThat(tab.errors()).isEmpty();
    }
}
