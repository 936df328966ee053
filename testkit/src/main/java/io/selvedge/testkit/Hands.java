package io.selvedge.testkit;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs each task at once on a thread of its own, and knows how many are at it, so that a test in virtual time can wait
 * until all of them wait.
 *
 * <p>Thread-safe.
 */
public final class Hands implements Executor {
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    @Override
    public void execute(Runnable task) {
        // Counted before whoever hands it over can come to wait.
        atWork.incrementAndGet();
        Thread thread = new Thread(() -> work(task), "hand " + made.incrementAndGet());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void work(Runnable task) {
        try {
            task.run();
        } finally {
            threads.remove(Thread.currentThread());
            atWork.decrementAndGet();
        }
    }

    /** How many tasks have been handed over and have not ended. */
    public int atWork() {
        return atWork.get();
    }

    /** How many tasks have been handed over altogether. */
    public int made() {
        return made.get();
    }

    /** Interrupts those that are still at it. */
    void abandon() {
        threads.forEach(Thread::interrupt);
    }
}
