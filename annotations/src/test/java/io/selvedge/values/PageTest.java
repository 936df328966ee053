package io.selvedge.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.failures.PageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** A page as a method's body makes it. */
class PageTest {
    private final Page<String> page = Page.of(List.of("a", "b"), 2);

    @Test
    void is_its_own_items_and_says_that_there_are_more() {
        assertThat(page.items()).containsExactly("a", "b");
        assertThat(page).containsExactly("a", "b");
        assertThat(page.stream()).containsExactly("a", "b");
        assertThat(page.pages()).containsExactly(page);
        assertThat((int) page.nextCursor().orElseThrow()).isEqualTo(2);
        assertThat(page).hasToString("Page of 2, and more");
    }

    @Test
    void is_the_last_one_if_it_names_no_cursor() {
        assertThat(Page.last(List.of("a"))).isEqualTo(Page.of(List.of("a"), null));
        assertThat(Page.last(List.of("a")).nextCursor()).isEmpty();
        assertThat(Page.last(List.of("a"))).hasToString("Page of 1, the last");
    }

    @Test
    void copies_its_items_and_takes_no_null() {
        List<String> items = new ArrayList<>(List.of("a"));
        Page<String> copied = Page.last(items);
        items.add("b");

        assertThat(copied.items()).containsExactly("a");
        assertThatThrownBy(() -> copied.items().add("c")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> Page.last(Arrays.asList("a", null))).isInstanceOf(NullPointerException.class);
    }

    @Test
    void has_nothing_to_close() {
        page.close();
        assertThat(page.stream()).containsExactly("a", "b");
    }

    @Test
    void publishes_what_is_asked_for_and_completes_with_the_last_item() {
        Heard heard = new Heard();
        page.publisher().subscribe(heard);
        assertThat(heard.signals).isEmpty();
        heard.subscription.request(1);
        assertThat(heard.signals).containsExactly("a");
        heard.subscription.request(1);
        assertThat(heard.signals).containsExactly("a", "b", "complete");
    }

    @Test
    void publishes_its_end_unasked_if_it_is_empty() {
        Heard heard = new Heard();
        Page.<String>last(List.of()).publisher().subscribe(heard);
        assertThat(heard.signals).containsExactly("complete");
    }

    @Test
    void a_cancelled_subscriber_hears_no_more() {
        Heard heard = new Heard();
        page.publisher().subscribe(heard);
        heard.subscription.request(1);
        heard.subscription.cancel();
        heard.subscription.request(5);
        assertThat(heard.signals).containsExactly("a");
    }

    @Test
    void the_cursor_of_a_failure_is_found_where_it_was_left() {
        IOException failure = new IOException();
        assertThat(PageException.in(failure)).isEmpty();
        failure.addSuppressed(new PageException("m", "failed", 1));
        failure.addSuppressed(new PageException("m", "failed", 2));
        assertThat(PageException.in(failure).orElseThrow().cursor()).isEqualTo(2);
        PageException thrown = new PageException("m", "no_page", 3);
        assertThat(PageException.in(thrown)).containsSame(thrown);
        assertThat(thrown.refusal()).isFalse();
    }

    private static final class Heard implements Flow.Subscriber<String> {
        final List<String> signals = new ArrayList<>();
        Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(String item) {
            signals.add(item);
        }

        @Override
        public void onError(Throwable failure) {
            signals.add(failure.toString());
        }

        @Override
        public void onComplete() {
            signals.add("complete");
        }
    }
}
