package io.selvedge.it.behaviour;

import static io.selvedge.it.behaviour.PagedTasks.ALL;
import static io.selvedge.it.behaviour.Resting.assertAtRest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.selvedge.failures.CallTimeoutException;
import io.selvedge.failures.CircuitOpenException;
import io.selvedge.failures.PageException;
import io.selvedge.it.behaviour.PagedTasks.Place;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.Reaction;
import io.selvedge.values.Page;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a woven paginated method promises, in virtual time. The method blocks, so there is one driver. */
class PaginatedBehaviourTest {
    private final Driven driven = new Driven(Driven.Mode.BLOCKING);
    private final PagedTasks tasks = new PagedTasks(driven.time());
    private final IOException down = new IOException("down");

    @BeforeEach
    void serve() {
        driven.engine().serve(PagedTasks.class);
    }

    @AfterEach
    void leaveNothing() {
        assertAtRest(driven);
        driven.close();
    }

    @Test
    void a_call_fetches_nothing_and_its_page_runs_on_through_all() throws Exception {
        Page<Integer> page = tasks.plain(0);
        assertThat(tasks.fetched).isEmpty();
        assertThat(page).containsExactlyElementsOf(ALL);
        assertThat(tasks.fetched).containsExactly(0, 1, 2, 3);
        assertThat(tasks.plain(2).stream()).containsExactly(20, 21, 30, 31);
    }

    @Test
    void iterating_again_starts_over_and_the_first_page_can_be_looked_at() throws Exception {
        Page<Integer> page = tasks.plain(1);

        assertThat(page.items()).containsExactly(10, 11);
        assertThat((int) page.nextCursor().orElseThrow()).isEqualTo(2);
        assertThat(page.stream().limit(3)).hasSize(3);
        assertThat(page.stream().limit(3)).hasSize(3);
        assertThat(tasks.fetched).containsExactly(1, 1, 2, 1, 2);
    }

    @Test
    void each_page_is_retried_on_its_own() throws Exception {
        tasks.will(fails(), fails(), goes(), fails(), fails(), goes());

        assertThat(tasks.retried(0)).containsExactlyElementsOf(ALL);
        assertThat(tasks.fetched).containsExactly(0, 0, 0, 1, 1, 1, 2, 3);
        assertThat(driven.time().nanos()).isEqualTo(millis(40));
    }

    @Test
    void a_failure_is_the_methods_own_tells_the_cursor_and_the_same_page_can_be_tried_again() throws Exception {
        tasks.will(goes(), fails(), fails(), fails());
        Iterator<Integer> items = tasks.retried(0).iterator();
        items.next();
        items.next();

        assertThat(catchThrowable(items::next)).isSameAs(down);
        assertThat(PageException.in(down).orElseThrow().cursor()).isEqualTo(1);
        assertThat(PageException.in(down).orElseThrow().method()).endsWith("PagedTasks.retried");
        assertThat(items.next()).isEqualTo(10);
        int at = (int) PageException.in(down).orElseThrow().cursor();
        assertThat(tasks.retried(at)).startsWith(10, 11, 20);
    }

    @Test
    void each_page_has_a_time_limit_of_its_own() throws Exception {
        tasks.will(goes().after(80), goes().after(80), goes().after(150));
        Iterator<Integer> items = tasks.limited(0).iterator();
        for (int i = 0; i < 4; i++) {
            items.next();
        }

        assertThat(driven.time().nanos()).isEqualTo(millis(160));
        assertThatThrownBy(items::next).isInstanceOf(CallTimeoutException.class);
        assertThat(driven.time().nanos()).isEqualTo(millis(260));
        assertThat(items.next()).isEqualTo(20);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void the_breaker_sees_every_fetch_and_a_run_goes_on_where_it_stopped() throws Exception {
        tasks.will(goes(), fails(), fails());
        Iterator<Integer> items = tasks.broken(0).iterator();
        items.next();
        items.next();
        assertThat(catchThrowable(items::next)).isSameAs(down);

        assertThatThrownBy(items::next).isInstanceOf(CircuitOpenException.class);
        assertThat(tasks.fetched).containsExactly(0, 1);
        driven.time().advance(Duration.ofSeconds(1));
        assertThat(catchThrowable(items::next)).isSameAs(down);
        driven.time().advance(Duration.ofSeconds(1));
        assertThat(items.next()).isEqualTo(10);
    }

    @Test
    void nothing_is_held_between_two_pages() throws Exception {
        Iterator<Integer> one = tasks.held(0).iterator();
        Iterator<Integer> other = tasks.held(0).iterator();
        for (int expected : ALL) {
            assertThat(one.next()).isEqualTo(expected);
            assertThat(other.next()).isEqualTo(expected);
        }
    }

    @Test
    void each_page_takes_a_slot_of_the_rate() throws Exception {
        assertThat(tasks.paced(0)).hasSize(8);
        assertThat(driven.time().nanos()).isEqualTo(millis(3000));
    }

    @Test
    void a_fallback_answers_for_one_page() throws Exception {
        tasks.will(goes(), fails());

        assertThat(tasks.covered(0)).containsExactly(0, 1, 20, 21, 30, 31);
    }

    @Test
    void a_fetch_inherits_the_deadline_of_the_call_that_pulls() throws Exception {
        tasks.will(fails());
        Page<Integer> page = tasks.patient(0);

        assertThat(catchThrowable(() -> tasks.within1s(() -> page.stream().toList())))
                .isSameAs(down);
        assertThat(driven.time().nanos()).as("a back-off of 2 s does not fit").isZero();
        assertThat(page).hasSize(8);
    }

    @Test
    void the_deadline_of_the_call_that_made_the_page_ends_with_it() {
        Page<Integer> page = tasks.within1s(() -> patient());
        driven.time().advance(Duration.ofSeconds(5));
        tasks.will(fails());

        assertThat(page).hasSize(8);
        assertThat(driven.time().nanos()).isEqualTo(millis(7000));
    }

    private Page<Integer> patient() {
        try {
            return tasks.patient(0);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void cursors_of_any_type_begin_where_the_caller_says() {
        assertThat(tasks.byToken("a", null)).containsExactly("a1", "a2");
        assertThat(tasks.byToken("a", "next")).containsExactly("a2");
        assertThat(tasks.fetched).containsExactly("null", "next", "next");
        assertThat(PagedTasks.byOffset(1)).containsExactly(1L, 3L, 5L);
        assertThat(tasks.months(new Place(2026, 3))).containsExactly(new Place(2026, 3), new Place(2026, 12));
    }

    @Test
    void a_page_may_come_from_another_paginated_method() throws Exception {
        assertThat(tasks.delegated(0)).containsExactlyElementsOf(ALL);
        assertThat(tasks.fetched).containsExactly(0, 1, 2, 3);
    }

    @Test
    void no_page_at_all_is_a_failure() {
        assertThatThrownBy(() -> tasks.none(7).items()).isInstanceOfSatisfying(PageException.class, none -> {
            assertThat(none.reason()).isEqualTo("no_page");
            assertThat(none.cursor()).isEqualTo(7);
        });
    }

    @Test
    void a_subscriber_gets_what_it_asks_for_and_no_page_more_is_fetched() throws Exception {
        Heard heard = new Heard();
        tasks.retried(0).publisher().subscribe(heard);
        assertThat(tasks.fetched).isEmpty();
        heard.subscription.request(2);
        assertThat(heard.signals).containsExactly(0, 1);
        assertThat(tasks.fetched).containsExactly(0);
        heard.subscription.request(1);
        assertThat(tasks.fetched).containsExactly(0, 1);
        heard.subscription.request(100);
        assertThat(heard.signals).endsWith(30, 31, "complete").hasSize(9);
    }

    @Test
    void a_subscriber_hears_the_failure_with_its_cursor() throws Exception {
        tasks.will(goes(), fails());
        Heard heard = new Heard();
        tasks.plain(0).publisher().subscribe(heard);
        heard.subscription.request(100);

        assertThat(heard.signals).containsExactly(0, 1, down);
        assertThat(PageException.in(down).orElseThrow().cursor()).isEqualTo(1);
    }

    @Test
    void closing_the_page_tells_its_subscribers_and_cancelling_tells_none() throws Exception {
        Page<Integer> page = tasks.plain(0);
        Heard waits = new Heard();
        Heard leaves = new Heard();
        page.publisher().subscribe(waits);
        page.publisher().subscribe(leaves);
        leaves.subscription.cancel();
        page.close();

        assertThat(waits.signals).singleElement().isInstanceOf(java.util.concurrent.CancellationException.class);
        assertThat(leaves.signals).isEmpty();
    }

    private Reaction fails() {
        return Reaction.fails(down);
    }

    private static Reaction goes() {
        return Reaction.returns(null);
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    private static final class Heard implements Flow.Subscriber<Integer> {
        final List<Object> signals = new ArrayList<>();
        Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(Integer item) {
            signals.add(item);
        }

        @Override
        public void onError(Throwable failure) {
            signals.add(failure);
        }

        @Override
        public void onComplete() {
            signals.add("complete");
        }
    }
}
