package io.selvedge.it.behaviour;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Cursor;
import io.selvedge.annotations.Fallback;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.Paginated;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.Timeout;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.VirtualTime;
import io.selvedge.values.Page;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Four pages, 0 to 3, of two numbers each, behind all kinds of policies. */
class PagedTasks {
    static final List<Integer> ALL = List.of(0, 1, 10, 11, 20, 21, 30, 31);

    final List<Object> fetched = new ArrayList<>();
    private final Deque<Reaction> reactions = new ArrayDeque<>();
    private final VirtualTime time;

    PagedTasks(VirtualTime time) {
        this.time = time;
    }

    /** How the next fetches go; those after them take no time. */
    PagedTasks will(Reaction... next) {
        reactions.addAll(List.of(next));
        return this;
    }

    private Page<Integer> page(int number) throws Exception {
        fetched.add(number);
        Reaction reaction = reactions.poll();
        if (reaction != null) {
            time.pause(reaction.takes().toNanos());
            if (reaction.failure() != null) {
                throw (Exception) reaction.failure();
            }
        }
        List<Integer> items = List.of(10 * number, 10 * number + 1);
        return number == 3 ? Page.last(items) : Page.of(items, number + 1);
    }

    @Paginated
    Page<Integer> plain(@Cursor int number) throws Exception {
        return page(number);
    }

    @Paginated
    @Retry(maxRetries = 2, backoff = @Backoff(initial = "10ms", multiplier = 1, jitter = Jitter.NONE))
    Page<Integer> retried(@Cursor int number) throws Exception {
        return page(number);
    }

    @Paginated
    @Timeout("100ms")
    Page<Integer> limited(@Cursor int number) throws Exception {
        return page(number);
    }

    @Paginated
    @CircuitBreaker(window = 2, openFor = "1s")
    Page<Integer> broken(@Cursor int number) throws Exception {
        return page(number);
    }

    @Paginated
    @Bulkhead(limit = 1)
    @Serialized(queue = 0)
    Page<Integer> held(@Cursor int number) throws Exception {
        return page(number);
    }

    @Paginated
    @RateLimit(permits = 1, per = "1s", maxWait = "10s")
    Page<Integer> paced(@Cursor int number) throws Exception {
        return page(number);
    }

    @Paginated
    @Fallback("empty")
    Page<Integer> covered(@Cursor int number) throws Exception {
        return page(number);
    }

    Page<Integer> empty(int number) {
        return Page.of(List.of(), number + 1);
    }

    @Paginated
    @Retry(maxRetries = 1, backoff = @Backoff(initial = "2s", multiplier = 1, jitter = Jitter.NONE))
    Page<Integer> patient(@Cursor int number) throws Exception {
        return page(number);
    }

    /** Any code, under a deadline. */
    @Timeout("1s")
    <T> T within1s(Supplier<T> code) {
        return code.get();
    }

    @Paginated
    Page<String> byToken(String prefix, @Cursor @Nullable String token) {
        fetched.add(String.valueOf(token));
        return token == null ? Page.of(List.of(prefix + 1), "next") : Page.last(List.of(prefix + 2));
    }

    @Paginated
    static Page<Long> byOffset(@Cursor long offset) {
        return offset > 4 ? Page.last(List.of(offset)) : Page.of(List.of(offset), (int) offset + 2);
    }

    record Place(int year, int month) {}

    @Paginated
    private Page<Place> byMonth(@Cursor Place from) {
        return from.month() == 12 ? Page.last(List.of(from)) : Page.of(List.of(from), new Place(from.year(), 12));
    }

    Page<Place> months(Place from) {
        return byMonth(from);
    }

    @Paginated
    Page<Integer> delegated(@Cursor int number) throws Exception {
        return plain(number);
    }

    @Paginated
    @SuppressWarnings("NullAway") // as users may
    Page<Integer> none(@Cursor int number) {
        return null;
    }
}
