package io.selvedge.runtime.pages;

import io.selvedge.runtime.policy.Rest;
import io.selvedge.values.Page;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Fetches that end when they are told to, and how many are under way. */
final class Press implements Fetcher<Integer> {
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile Runnable last = () -> {};

    Feed<Integer> feed(OpenRuns runs, Runnable arrived) {
        PaginatedConfig ahead = new PaginatedConfig(1, -1, -1);
        CursorParameter parameter = new CursorParameter(0, Integer.class);
        Surroundings nobody = new Surroundings("m", null, null, new Tally());
        return new Feed<>(new Source<>(this, () -> new Course("m", parameter, ahead, 0), ahead, nobody), runs, arrived);
    }

    @Override
    public Page<Integer> fetch(Object cursor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Rest.Errand start(Object cursor, BiConsumer<Page<Integer>, Throwable> ended) {
        underWay.incrementAndGet();
        AtomicBoolean over = new AtomicBoolean();
        Runnable end = () -> {
            if (over.compareAndSet(false, true)) {
                underWay.decrementAndGet();
            }
        };
        last = () -> {
            end.run();
            ended.accept(Page.of(List.of((Integer) cursor), (Integer) cursor + 1), null);
        };
        return end::run;
    }

    /** The fetch begun last is through. */
    void end() {
        last.run();
    }

    int underWay() {
        return underWay.get();
    }

    @Override
    public Fetcher<Integer> here() {
        return this;
    }
}
