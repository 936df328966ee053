package io.selvedge.runtime.drive;

/** Has a task run once on the executor, at a moment or now. */
final class Wakeup extends HandedOver {
    private final Runnable task;

    Wakeup(Environment environment, Runnable task) {
        super(environment);
        this.task = task;
    }

    @Override
    void act() {
        task.run();
    }
}
