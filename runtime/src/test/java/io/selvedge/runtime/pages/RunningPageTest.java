package io.selvedge.runtime.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.selvedge.failures.PageException;
import io.selvedge.values.Page;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Iterators and streams over pages that are fetched one by one. */
@Timeout(30)
class RunningPageTest {
    private final Library library = new Library(4);

    @Test
    void runs_on_through_all_pages() {
        Page<Integer> page = library.page(0);

        assertThat(page).containsExactlyElementsOf(Library.numbers(4));
        assertThat(page.stream()).containsExactlyElementsOf(Library.numbers(4));
        assertThat(page.pages().map(Page::items).flatMap(List::stream)).containsExactlyElementsOf(Library.numbers(4));
    }

    @Test
    void fetches_nothing_before_it_is_pulled_and_the_next_page_only_when_it_is_needed() {
        Iterator<Integer> items = library.page(0).iterator();
        assertThat(library.fetched).isEmpty();
        for (int i = 0; i < Library.SIZE; i++) {
            items.next();
        }
        assertThat(library.fetched).containsExactly(0);
        items.next();
        assertThat(library.fetched).containsExactly(0, 1);
    }

    @Test
    void fetches_no_more_than_a_short_circuit_takes() {
        assertThat(library.page(0).stream().limit(4)).hasSize(4);
        assertThat(library.fetched).containsExactly(0, 1);
    }

    @Test
    void begins_anew_with_each_iteration_and_two_do_not_meet() {
        Page<Integer> page = library.page(0);
        Iterator<Integer> one = page.iterator();
        Iterator<Integer> other = page.iterator();

        assertThat(one.next()).isZero();
        assertThat(other.next()).isZero();
        assertThat(one.next()).isOne();
        assertThat(library.fetched).containsExactly(0, 0);
    }

    @Test
    void looks_at_the_first_page_with_one_fetch_that_is_kept() {
        Page<Integer> page = library.page(2);

        assertThat(page.items()).containsExactly(0, 1, 2);
        assertThat(page.nextCursor()).contains(1);
        assertThat(library.fetched).containsExactly(0);
        assertThat(library.startedAhead).isEmpty();
    }

    @Test
    void gives_page_by_page_with_the_cursor_to_go_on_from() {
        assertThat(library.page(0).pages().map(page -> page.nextCursor().orElse("end")))
                .containsExactly(1, 2, 3, "end");
    }

    @Test
    void ends_like_an_iterator() {
        Iterator<Integer> items = new Library(1).page(0).iterator();
        items.next();
        items.next();
        items.next();

        assertThat(items.hasNext()).isFalse();
        assertThatThrownBy(items::next).isInstanceOf(NoSuchElementException.class);
        Iterator<Page<Integer>> pages = new Library(1).page(0).pages().iterator();
        pages.next();
        assertThatThrownBy(pages::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void tries_the_same_page_anew_after_a_failure() {
        IOException failure = new IOException("down");
        library.failOnce(1, failure);
        Iterator<Integer> items = library.page(0).iterator();
        items.next();
        items.next();
        items.next();

        assertThat(catchThrowable(items::next)).isSameAs(failure);
        assertThat(items.next()).isEqualTo(3);
        assertThat(library.fetched).containsExactly(0, 1, 1);
    }

    @Test
    void leaves_the_cursor_with_the_failure() {
        IOException failure = new IOException("down");
        library.failOnce(2, failure);

        assertThat(catchThrowable(() -> library.page(0).stream().toList())).isSameAs(failure);
        PageException note = PageException.in(failure).orElseThrow();
        assertThat(note.cursor()).isEqualTo(2);
        assertThat(note.reason()).isEqualTo("failed");
        assertThat(note.method()).isEqualTo("Library.page");
    }

    @Test
    void does_not_pile_up_notes_on_a_failure_that_is_thrown_over_and_over() {
        IOException failure = new IOException("one for all");
        for (int i = 0; i < 100; i++) {
            library.failOnce(0, failure);
        }
        Iterator<Integer> items = library.page(0).iterator();
        for (int i = 0; i < 100; i++) {
            assertThat(catchThrowable(items::hasNext)).isSameAs(failure);
        }
        assertThat(failure.getSuppressed()).hasSizeLessThan(10);
    }

    @Test
    void fails_after_the_items_of_a_page_that_names_an_earlier_cursor_and_goes_on_failing() {
        library.next = cursor -> (int) cursor == 1 ? 0 : (int) cursor + 1;
        Iterator<Integer> items = library.page(0).iterator();
        for (int i = 0; i < 2 * Library.SIZE; i++) {
            assertThat(items.next()).isEqualTo(i);
        }

        PageException first = (PageException) catchThrowable(items::hasNext);
        assertThat(first.reason()).isEqualTo("repeated_cursor");
        assertThat(first.cursor()).isEqualTo(0);
        assertThat(catchThrowable(items::hasNext)).isSameAs(first);
        assertThat(library.fetched).containsExactly(0, 1);
    }

    @Test
    void fails_on_a_cursor_that_the_parameter_cannot_take() {
        library.next = cursor -> "two";
        Iterator<Integer> items = library.page(0).iterator();
        items.next();
        items.next();
        items.next();

        assertThat(catchThrowable(items::hasNext)).isInstanceOfSatisfying(PageException.class, bad -> {
            assertThat(bad.reason()).isEqualTo("wrong_cursor");
            assertThat(bad.cursor()).isEqualTo("two");
        });
    }

    @Test
    void fails_if_cursors_cannot_be_compared() {
        RuntimeException broken = new IllegalStateException("no equals");
        Object incomparable = new Object() {
            @Override
            public boolean equals(Object other) {
                throw broken;
            }

            @Override
            public int hashCode() {
                return 0;
            }
        };
        CursorParameter anything = new CursorParameter(0, Object.class);
        Course course = new Course("m", anything, new PaginatedConfig(0, -1, -1), incomparable);

        assertThatThrownBy(() -> course.passed(Page.of(List.of(1), "next"))).isSameAs(broken);
        assertThat(course.more()).isFalse();
    }

    @Test
    void ends_at_the_bound_of_pages_and_tells_where_to_go_on() {
        List<Page<Integer>> pages = library.page(0, 2, -1).pages().toList();

        assertThat(pages).hasSize(2);
        assertThat(pages.get(1).nextCursor()).contains(2);
        assertThat(library.fetched).containsExactly(0, 1);
    }

    @Test
    void fetches_nothing_ahead_beyond_a_bound() {
        Iterator<Integer> items = library.page(3, 2, -1).iterator();
        items.next();
        library.arrive();

        assertThat(library.startedAhead).containsExactly(1);
        assertThat(library.underWay()).isZero();
    }

    @Test
    void ends_at_the_bound_of_items_and_gives_pages_whole() {
        assertThat(library.page(0, -1, 4)).containsExactly(0, 1, 2, 3);
        assertThat(library.page(0, -1, 3)).containsExactly(0, 1, 2);
        assertThat(library.fetched).containsExactly(0, 1, 0);
        assertThat(library.page(0, -1, 4).pages()).hasSize(2);
    }

    @Test
    void fetches_ahead_while_a_page_is_read() {
        Iterator<Integer> items = library.page(2).iterator();
        items.next();
        assertThat(library.startedAhead).containsExactly(1);
        library.arrive();
        library.arrive();
        assertThat(library.startedAhead).containsExactly(1, 2);
        assertThat(library.underWay()).isZero();
        items.next();
        items.next();
        assertThat(items.next()).isEqualTo(3);
        assertThat(library.startedAhead).containsExactly(1, 2, 3);
    }

    @Test
    void tells_the_failure_of_a_page_ahead_when_it_comes_to_it_and_then_tries_it_anew() {
        IOException failure = new IOException("down");
        library.failOnce(2, failure);
        Iterator<Integer> items = library.page(2).iterator();
        items.next();
        library.arrive();
        library.arrive();
        for (int i = 1; i < 2 * Library.SIZE; i++) {
            assertThat(items.next()).isEqualTo(i);
        }

        assertThat(catchThrowable(items::next)).isSameAs(failure);
        assertThat(items.next()).isEqualTo(6);
        assertThat(library.fetched).containsExactly(0, 1, 2, 2);
    }

    @Test
    void closing_cancels_what_is_fetched_ahead_and_ends_all_that_pull() {
        Page<Integer> page = library.page(1);
        Iterator<Integer> items = page.iterator();
        Iterator<Integer> unused = page.iterator();
        items.next();
        page.close();
        page.close();

        assertThat(library.cancelled).containsExactly(1);
        assertThat(library.underWay()).isZero();
        items.next();
        items.next();
        assertThatThrownBy(items::next).isInstanceOf(CancellationException.class);
        assertThatThrownBy(unused::hasNext).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> page.stream().toList()).isInstanceOf(CancellationException.class);
        assertThatThrownBy(page::items).isInstanceOf(CancellationException.class);
        assertThat(library.fetched).containsExactly(0);
    }

    @Test
    void closing_a_stream_cancels_its_fetch_and_leaves_others_alone() {
        Page<Integer> page = library.page(1);
        Iterator<Integer> other = page.iterator();
        try (Stream<Integer> stream = page.stream()) {
            assertThat(stream.iterator().next()).isZero();
            assertThat(library.underWay()).isOne();
        }

        assertThat(library.cancelled).containsExactly(1);
        assertThat(other.next()).isZero();
    }

    @Test
    void counts_what_was_fetched_and_what_was_read() {
        Iterator<Integer> items = library.page(1).iterator();
        items.next();
        library.arrive();

        assertThat(library.tally.readings())
                .extracting(reading -> reading.value().getAsDouble())
                .containsExactly(2.0, 1.0, 3.0);
    }
}
