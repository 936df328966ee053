package io.selvedge.console;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads that answer requests: daemons, so many at most, none while there is nothing to do.
 *
 * <p>The JDK's server waits without end for a request that has begun and does not go on, and for a reader that does not
 * read. So each request has a time limit; at its end the thread is interrupted, which closes the connection.
 *
 * <p>Thread-safe.
 */
final class Workers implements Executor {
    private static final int MOST = 96;
    private static final long IDLE_SECONDS = 15;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Map<Thread, Task> running = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;

    Workers() {
        this.threads = new ThreadPoolExecutor(
                0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Workers::thread);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "selvedge-console-request");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable request) {
        threads.execute(new Task(request));
    }

    /** The request of this thread has as much time as it needs. */
    void waitForever() {
        mine().limit(Long.MAX_VALUE);
    }

    /** The request of this thread has a time limit again, from now on. */
    void hurry() {
        mine().limit(System.nanoTime() + PATIENCE_NANOS);
    }

    private Task mine() {
        return Objects.requireNonNull(running.get(Thread.currentThread()));
    }

    /** Ends the requests that are over their limit; to be called now and then. */
    void reap() {
        long now = System.nanoTime();
        running.values().forEach(task -> task.endIfLate(now));
    }

    void close() {
        threads.shutdownNow();
    }

    private final class Task implements Runnable {
        private final Runnable request;
        private final ReentrantLock lock = new ReentrantLock();
        private boolean endless;
        private long limit = System.nanoTime() + PATIENCE_NANOS;
        private @Nullable Thread thread;

        Task(Runnable request) {
            this.request = request;
        }

        @Override
        public void run() {
            begin();
            try {
                request.run();
            } finally {
                running.remove(Thread.currentThread());
                end();
            }
        }

        private void begin() {
            lock.lock();
            try {
                thread = Thread.currentThread();
            } finally {
                lock.unlock();
            }
            running.put(Thread.currentThread(), this);
        }

        /** From now on nobody interrupts this thread on the task's account. */
        private void end() {
            lock.lock();
            try {
                thread = null;
                Thread.interrupted();
            } finally {
                lock.unlock();
            }
        }

        void limit(long nanos) {
            lock.lock();
            try {
                endless = nanos == Long.MAX_VALUE;
                limit = nanos;
            } finally {
                lock.unlock();
            }
        }

        void endIfLate(long now) {
            lock.lock();
            try {
                if (thread != null && !endless && now - limit > 0) {
                    thread.interrupt();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
