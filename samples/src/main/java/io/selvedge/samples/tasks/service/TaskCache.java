package io.selvedge.samples.tasks.service;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tasks read lately: the young ones answer in front of the database, the old ones when it cannot.
 *
 * <p>Thread-safe: one lock, never held while anything waits.
 */
public final class TaskCache {
    private final long freshNanos;
    private final Map<Long, Kept> entries;

    /**
     * An empty cache.
     *
     * @param freshFor how long a task may be taken for true without asking the database
     * @param capacity how many are kept; the longest unread goes first
     */
    public TaskCache(Duration freshFor, int capacity) {
        freshNanos = freshFor.toNanos();
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Kept> eldest) {
                return size() > capacity;
            }
        };
    }

    /** The task, if it was read from the database a short while ago. */
    public Optional<Task> fresh(long id) {
        long now = System.nanoTime();
        return kept(id).filter(kept -> now - kept.readNanos() < freshNanos).map(Kept::task);
    }

    /** The task as it was when it was last read, however long ago. */
    public Optional<Task> lastKnown(long id) {
        return kept(id).map(Kept::task);
    }

    /** Keeps the task, and hands it back. */
    public Task keep(Task task) {
        synchronized (entries) {
            entries.put(task.id(), new Kept(task, System.nanoTime()));
        }
        return task;
    }

    private Optional<Kept> kept(long id) {
        synchronized (entries) {
            return Optional.ofNullable(entries.get(id));
        }
    }

    private record Kept(Task task, long readNanos) {}
}
