package io.selvedge.runtime.drive;

import io.selvedge.runtime.time.Alarm;
import java.util.concurrent.Executor;

/** Has a task run at a moment, away from the timer's thread. */
final class Wakeup extends Alarm {
    private final Executor executor;
    private final Runnable task;

    Wakeup(Executor executor, Runnable task) {
        this.executor = executor;
        this.task = task;
    }

    @Override
    protected void ring() {
        executor.execute(task);
    }
}
