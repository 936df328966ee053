package io.selvedge.samples.tasks.service;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Notifications that wait for a better hour.
 *
 * <p>Thread-safe. In memory, where a service of your own would have a table.
 */
public final class Outbox {
    private final Queue<Notification> waiting = new ConcurrentLinkedQueue<>();

    public void leave(Notification notification) {
        waiting.add(notification);
    }

    /** The one that has waited longest, which is then no longer here; empty if there is none. */
    public Optional<Notification> take() {
        return Optional.ofNullable(waiting.poll());
    }

    public int size() {
        return waiting.size();
    }
}
