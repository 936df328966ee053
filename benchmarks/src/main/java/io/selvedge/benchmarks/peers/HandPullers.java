package io.selvedge.benchmarks.peers;

import io.selvedge.benchmarks.Bulk;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** One fan-out by hand: so many workers, of which the caller is one, take the next index until there is none. */
final class HandPullers {
    private final List<Object> elements;
    private final Object[] results;
    private final Bulk.Step step;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final CountDownLatch over = new CountDownLatch(1);

    private HandPullers(List<Object> elements, Bulk.Step step) {
        this.elements = elements;
        this.results = new Object[elements.size()];
        this.step = step;
    }

    static List<Object> run(List<Object> elements, Bulk.Step step, Executor executor) throws InterruptedException {
        HandPullers pullers = new HandPullers(elements, step);
        for (int i = 1; i < Bulk.AT_ONCE; i++) {
            executor.execute(pullers::pull);
        }
        pullers.pull();
        pullers.over.await();
        if (pullers.failure.get() != null) {
            throw pullers.failure.get();
        }
        return Arrays.asList(pullers.results);
    }

    private void pull() {
        int mine = 0;
        try {
            for (int i = next.getAndIncrement(); i < elements.size(); i = next.getAndIncrement()) {
                results[i] = step.apply(elements.get(i));
                mine++;
            }
            if (done.addAndGet(mine) == elements.size()) {
                over.countDown();
            }
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            next.set(elements.size());
            over.countDown();
        }
    }
}
