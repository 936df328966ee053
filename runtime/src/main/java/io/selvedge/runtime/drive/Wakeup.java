package io.selvedge.runtime.drive;

import io.selvedge.runtime.time.Alarm;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a task run once on the executor, at a moment or now, away from the thread that tells the time or gives a place.
 *
 * <p>An executor that cannot take it, since the machine has no thread left, is asked again a little later, for as long as
 * it takes: a call then goes on late, and what it holds comes home; a lost task would be a call without end.
 */
final class Wakeup extends Alarm implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Wakeup.class);
    private static final long ASK_AGAIN_NANOS = 10_000_000;

    private final Environment environment;
    private final Runnable task;
    /** Told apart from an executor that took the task and failed in it or after it. */
    private final AtomicBoolean begun;

    Wakeup(Environment environment, Runnable task) {
        this(environment, task, new AtomicBoolean());
    }

    private Wakeup(Environment environment, Runnable task, AtomicBoolean begun) {
        this.environment = environment;
        this.task = task;
        this.begun = begun;
    }

    @Override
    protected void ring() {
        handOver();
    }

    /** Without waiting for a moment. */
    void handOver() {
        try {
            environment.executor().execute(this);
        } catch (Throwable refused) {
            if (begun.get()) {
                // The task goes on, and whoever hands it over has others to tell: those next in a line, say.
                log.warn("The executor took a task, and then failed. The task was begun.", refused);
                return;
            }
            Wakeup later = new Wakeup(environment, task, begun);
            environment.time().arm(later, environment.time().nanos() + ASK_AGAIN_NANOS);
        }
    }

    @Override
    public void run() {
        if (begun.compareAndSet(false, true)) {
            task.run();
        }
    }
}
