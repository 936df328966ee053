package io.selvedge.it.weaving;

import com.sun.management.ThreadMXBean;
import io.selvedge.annotations.Each;
import io.selvedge.annotations.FanOut;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an element of a fan-out costs in memory, all threads together. */
class BytesPerElementTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WORKERS = 3;
    private static final int CALLS = 20;
    private static final List<String> ELEMENTS = Collections.nCopies(10_000, "element");

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    private final Engine engine =
            Engine.start(EngineOptions.standard().withExecutor(workers)).serve(Guarded.class);
    private final Guarded guarded = new Guarded();

    static class Guarded {

        @FanOut(concurrency = WORKERS + 1)
        List<String> each(@Each List<String> elements) {
            List<String> found = new ArrayList<>(elements.size());
            for (String element : elements) {
                found.add(element);
            }
            return found;
        }
    }

    @AfterEach
    void close() {
        engine.close();
        workers.shutdown();
    }

    @Test
    void an_element_allocates_its_slice_and_its_result() throws InterruptedException {
        meetWorkers();
        Bytes.hold("an element of a fan-out", 144, CALLS * ELEMENTS.size(), this::allocated, this::repeat);
    }

    private void meetWorkers() throws InterruptedException {
        CountDownLatch all = new CountDownLatch(WORKERS);
        for (int i = 0; i < WORKERS; i++) {
            workers.execute(() -> {
                threads.add(Thread.currentThread());
                all.countDown();
                awaitUninterruptibly(all);
            });
        }
        all.await();
        threads.add(Thread.currentThread());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private long allocated() {
        return threads.stream()
                .mapToLong(Thread::getId)
                .map(THREADS::getThreadAllocatedBytes)
                .sum();
    }

    private void repeat() {
        for (int i = 0; i < CALLS; i++) {
            if (guarded.each(ELEMENTS).size() != ELEMENTS.size()) {
                throw new AssertionError("elements are missing");
            }
        }
    }
}
