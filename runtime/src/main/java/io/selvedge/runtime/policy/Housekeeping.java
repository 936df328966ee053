package io.selvedge.runtime.policy;

import io.selvedge.runtime.time.Alarm;
import io.selvedge.runtime.time.Time;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs what belongs to no call and may touch users' objects, such as the eviction of idle keys: away from callers and
 * from the timer, and only for as long as the engine is open.
 *
 * <p>Thread-safe. Nothing is armed once it is closed, whatever still comes.
 */
public final class Housekeeping implements AutoCloseable {
    private final Time time;
    private final Executor executor;
    private final Set<Chore> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param executor runs the chores */
    public Housekeeping(Time time, Executor executor) {
        this.time = time;
        this.executor = executor;
    }

    /**
     * Has the chore run once, so long from now; never, if the engine closes before.
     *
     * @param nanos above 0; however long
     * @throws OutOfMemoryError if the machine has no thread left for the timer; then the chore is forgotten
     */
    public void after(long nanos, Runnable chore) {
        new Chore(nanos, chore).arm();
    }

    @Override
    public void close() {
        closed = true;
        waiting.forEach(Chore::takeBack);
    }

    private final class Chore extends Alarm {
        private final long nanos;
        private final Runnable chore;

        Chore(long nanos, Runnable chore) {
            this.nanos = nanos;
            this.chore = chore;
        }

        void arm() {
            waiting.add(this);
            try {
                long now = time.nanos();
                time.arm(this, now + Math.min(nanos, Long.MAX_VALUE - now));
            } catch (Throwable e) {
                waiting.remove(this);
                throw e;
            }
            if (closed) {
                // Whoever closed may have looked before this was there.
                takeBack();
            }
        }

        void takeBack() {
            time.disarm(this);
            waiting.remove(this);
        }

        @Override
        protected void ring() {
            waiting.remove(this);
            try {
                executor.execute(this::run);
            } catch (RejectedExecutionException refused) {
                // Users may have closed an executor of theirs too early, or given it bounds.
                arm();
            }
        }

        private void run() {
            if (!closed) {
                chore.run();
            }
        }
    }
}
