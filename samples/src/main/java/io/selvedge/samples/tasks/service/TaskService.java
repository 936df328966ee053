package io.selvedge.samples.tasks.service;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Fallback;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.Timeout;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What users do with tasks. Each guarded method calls its unguarded twin and nothing else, so that the story can show
 * both; in a service of your own there would be no twins.
 *
 * <p>Thread-safe.
 */
public final class TaskService {
    private final TaskRepository repository;
    private final TaskCache cache;
    private final NotificationClient notifications;

    @Inject
    public TaskService(TaskRepository repository, TaskCache cache, NotificationClient notifications) {
        this.repository = repository;
        this.cache = cache;
        this.notifications = notifications;
    }

    /** Reads a task: fresh if that can be had, else as it was last known. */
    @Fallback(value = "lastKnown", skipOn = NoSuchTaskException.class)
    @Bulkhead(limit = TaskDatabase.FOR_LOOKUPS)
    public Task find(long id) throws SQLException {
        return findUnguarded(id);
    }

    @SuppressWarnings("unused") // by name, in find's @Fallback
    private Task lastKnown(long id, Exception failure) throws Exception {
        return cache.lastKnown(id).orElseThrow(() -> failure);
    }

    /** Counts a user's tasks, which is slow on a bad day; so it never gets all the connections. */
    @Bulkhead(limit = TaskDatabase.FOR_REPORTS)
    public Report report(String userId) throws SQLException {
        return reportUnguarded(userId);
    }

    /** Adds points to a user's score, one call at a time for each user, and tells the new score. */
    @Serialized
    public int addPoints(@Key String userId, int points) throws SQLException {
        return addPointsUnguarded(userId, points);
    }

    /** Mails the owner of a task, soon or not at all: the limit reaches into the look-up, the retries and their waits. */
    @Timeout("800ms")
    public Receipt remind(long id) throws SQLException, IOException, InterruptedException {
        return remindUnguarded(id);
    }

    public Task findUnguarded(long id) throws SQLException {
        Optional<Task> fresh = cache.fresh(id);
        return fresh.isPresent() ? fresh.get() : cache.keep(repository.find(id));
    }

    public Report reportUnguarded(String userId) throws SQLException {
        return repository.report(userId);
    }

    /** Reads, adds, writes: two of these at the same time, and one of them is lost. */
    public int addPointsUnguarded(String userId, int points) throws SQLException {
        int score = repository.points(userId) + points;
        repository.setPoints(userId, score);
        return score;
    }

    public Receipt remindUnguarded(long id) throws SQLException, IOException, InterruptedException {
        Task task = find(id);
        return notifications.mail(new Notification("task-" + id, task.userId(), task.title() + " is due"));
    }
}
