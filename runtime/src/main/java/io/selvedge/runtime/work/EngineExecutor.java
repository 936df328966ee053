package io.selvedge.runtime.work;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Runs each task at once on a thread of its own: a virtual one where the machine has them, else a daemon thread from a
 * pool without bounds.
 *
 * <p>It never refuses and never queues, since a task may be what gives a permit back; how much runs at a time is for
 * bulkheads to say. Closing it interrupts nothing: tasks that run go on, idle threads end, and tasks that still come run
 * on threads that end with them. So closing early costs speed, never a result.
 *
 * <p>Threads are named {@code selvedge-1} and so on. They inherit neither thread locals nor the context class loader
 * from the thread that happened to make them. What a task throws is logged and goes no further.
 *
 * <p>Thread-safe.
 */
public final class EngineExecutor implements Executor, AutoCloseable {
    private static final AtomicLong threadsMade = new AtomicLong();
    private static final long KEEP_ALIVE_SECONDS = 10;

    private final AtomicInteger running = new AtomicInteger();
    private final ThreadFactory origin;
    private final @Nullable ThreadPoolExecutor pool;

    public EngineExecutor() {
        this(VirtualThreads.factoryOrNull());
    }

    EngineExecutor(@Nullable ThreadFactory virtual) {
        origin = virtual == null ? EngineExecutor::daemon : virtual;
        pool = virtual == null ? pool() : null;
    }

    /** @throws OutOfMemoryError if the machine has no thread left; then the task does not run */
    @Override
    public void execute(Runnable task) {
        running.incrementAndGet();
        try {
            begin(() -> run(task));
        } catch (Throwable e) {
            running.decrementAndGet();
            throw e;
        }
    }

    /** How many tasks have been handed over and have not ended. */
    public int running() {
        return running.get();
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdown();
        }
    }

    private void begin(Runnable job) {
        if (pool == null) {
            thread(job).start();
        } else {
            pool.execute(job);
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            LoggerFactory.getLogger(EngineExecutor.class).error("A task failed: {}", task, e);
        } finally {
            running.decrementAndGet();
        }
    }

    private ThreadPoolExecutor pool() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                this::thread,
                (job, closed) -> thread(job).start());
    }

    private Thread thread(Runnable job) {
        Thread thread = origin.newThread(job);
        thread.setName("selvedge-" + threadsMade.incrementAndGet());
        thread.setContextClassLoader(EngineExecutor.class.getClassLoader());
        return thread;
    }

    @SuppressWarnings("ThreadPriorityCheck") // Not that of whoever comes first.
    private static Thread daemon(Runnable job) {
        Thread thread = new Thread(null, job, "", 0, false);
        thread.setDaemon(true);
        thread.setPriority(Thread.NORM_PRIORITY);
        return thread;
    }
}
