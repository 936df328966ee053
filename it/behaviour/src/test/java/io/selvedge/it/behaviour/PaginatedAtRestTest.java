package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Cursor;
import io.selvedge.annotations.Paginated;
import io.selvedge.failures.CallInterruptedException;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.work.EngineExecutor;
import io.selvedge.values.Page;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left of runs through pages on real threads, however they end: nothing. */
@Timeout(120)
class PaginatedAtRestTest {
    private static final int SIZE = 1000;
    private static final int ROWS = 1_000_000;
    private static final long LONG_MILLIS = 60_000;

    private final EngineExecutor executor = new EngineExecutor();
    private final Engine engine =
            Engine.start(EngineOptions.standard().withExecutor(executor)).serve(Rows.class);
    private final Rows rows = new Rows();

    @AfterEach
    void close() {
        engine.close();
        executor.close();
    }

    static class Rows {
        final List<WeakReference<Object>> pages = Collections.synchronizedList(new ArrayList<>());
        final AtomicInteger running = new AtomicInteger();
        final CountDownLatch begun = new CountDownLatch(1);
        volatile CountDownLatch gate = new CountDownLatch(0);
        volatile Thread interrupted;

        @Paginated
        Page<Integer> all(@Cursor int start) {
            return page(start);
        }

        @Paginated(prefetch = 1)
        Page<Integer> allAhead(@Cursor int start) {
            return page(start);
        }

        private Page<Integer> page(int start) {
            List<Integer> items = IntStream.range(start, start + SIZE).boxed().toList();
            pages.add(new WeakReference<>(items));
            return start + SIZE == ROWS ? Page.last(items) : Page.of(items, start + SIZE);
        }

        @Paginated
        Page<Integer> stuck(@Cursor int start) throws InterruptedException {
            begun.countDown();
            try {
                Thread.sleep(LONG_MILLIS);
            } catch (InterruptedException e) {
                interrupted = Thread.currentThread();
                throw e;
            }
            return Page.last(List.of());
        }

        @Paginated(prefetch = 1)
        Page<Integer> gated(@Cursor int start) throws InterruptedException {
            if (start > 0) {
                gate.await();
            }
            return Page.of(List.of(start), start + 1);
        }

        @Paginated(prefetch = 2)
        @Bulkhead(limit = 50)
        Page<Integer> random(Random dice, @Cursor int start) throws Exception {
            running.incrementAndGet();
            try {
                if (dice.nextInt(10) == 0) {
                    throw new IOException();
                }
                if (dice.nextInt(4) == 0) {
                    Thread.sleep(1);
                }
                return Page.of(List.of(start, start + 1), start + 2);
            } finally {
                running.decrementAndGet();
            }
        }
    }

    @Test
    void a_million_rows_hold_a_page_at_a_time() {
        assertThat(mostPagesAlive(rows.all(0).stream())).isLessThanOrEqualTo(2);
    }

    @Test
    void a_million_rows_fetched_ahead_hold_the_pages_ahead_too() {
        assertThat(mostPagesAlive(rows.allAhead(0).stream())).isLessThanOrEqualTo(4);
    }

    private int mostPagesAlive(Stream<Integer> all) {
        AtomicInteger most = new AtomicInteger();
        AtomicLong count = new AtomicLong();
        all.forEach(row -> {
            assertThat(row.longValue()).isEqualTo(count.getAndIncrement());
            if (count.get() % (100 * SIZE) == 0) {
                System.gc();
                most.accumulateAndGet(pagesAlive(), Math::max);
            }
        });
        assertThat(count.get()).isEqualTo(ROWS);
        return most.get();
    }

    private int pagesAlive() {
        // Pages are fetched ahead on other threads meanwhile.
        synchronized (rows.pages) {
            return (int) rows.pages.stream().filter(page -> page.get() != null).count();
        }
    }

    @Test
    void closing_interrupts_the_fetch_on_the_thread_that_pulls_and_leaves_its_flag_down() throws Exception {
        Page<Integer> page = rows.stuck(0);
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            assertThatThrownBy(page::items).isInstanceOf(CancellationException.class);
            flag.complete(Thread.currentThread().isInterrupted());
        });
        reader.start();
        rows.begun.await();
        page.close();

        assertThat(flag.get(30, TimeUnit.SECONDS)).isFalse();
        assertThat(rows.interrupted).isSameAs(reader);
    }

    @Test
    void cancelling_a_subscription_interrupts_its_fetch() throws Exception {
        CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();
        AtomicInteger heard = new AtomicInteger();
        rows.stuck(0).publisher().subscribe(new Silent(subscribed, heard));
        subscribed.get().request(1);
        rows.begun.await();
        subscribed.get().cancel();

        awaitRest();
        assertThat(rows.interrupted).isNotNull();
        assertThat(heard).hasValue(0);
    }

    @Test
    void an_interrupt_while_waiting_for_a_page_ahead_loses_neither_flag_nor_page() throws Exception {
        rows.gate = new CountDownLatch(1);
        Iterator<Integer> items = rows.gated(0).iterator();
        items.next();
        Thread.currentThread().interrupt();

        assertThat(catchThrowable(items::next)).isInstanceOf(CallInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        rows.gate.countDown();
        assertThat(items.next()).isEqualTo(1);
    }

    @Test
    void random_ends_leave_no_fetch_no_thread_and_no_permit() throws Exception {
        long seed = Long.getLong("selvedge.seed", new Random().nextLong());
        System.out.println("-Dselvedge.seed=" + seed);
        Random dice = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            endAtRandom(new Random(dice.nextLong()));
        }

        awaitRest();
        assertThat(rows.running).hasValue(0);
        Page<Integer> page = rows.random(new Random(1), 0);
        assertThat(page.nextCursor()).as("permits came home").isPresent();
    }

    private void endAtRandom(Random dice) throws Exception {
        Page<Integer> page = rows.random(new Random(dice.nextLong()), 0);
        int pulls = dice.nextInt(12);
        if (dice.nextBoolean()) {
            pull(page.iterator(), pulls);
        } else {
            CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();
            page.publisher().subscribe(new Silent(subscribed, new AtomicInteger()));
            subscribed.get().request(1 + pulls);
            if (dice.nextInt(3) == 0) {
                subscribed.get().cancel();
                return;
            }
        }
        page.close();
    }

    private static void pull(Iterator<Integer> items, int pulls) {
        for (int i = 0; i < pulls; i++) {
            var unused = catchThrowable(items::next);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // Only for the sake of those it waits for.
    private void awaitRest() {
        while (executor.running() > 0) {
            Thread.yield();
        }
    }

    private record Silent(CompletableFuture<Flow.Subscription> subscribed, AtomicInteger heard)
            implements Flow.Subscriber<Integer> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscribed.complete(subscription);
        }

        @Override
        public void onNext(Integer item) {
            heard.incrementAndGet();
        }

        @Override
        public void onError(Throwable failure) {
            heard.incrementAndGet();
        }

        @Override
        public void onComplete() {
            heard.incrementAndGet();
        }
    }
}
