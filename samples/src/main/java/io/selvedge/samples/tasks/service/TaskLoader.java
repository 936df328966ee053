package io.selvedge.samples.tasks.service;

import io.selvedge.annotations.Each;
import io.selvedge.annotations.Fallback;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Join;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.SingleFlight;
import io.selvedge.annotations.Timeout;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * Ways to load tasks. The four that load many have the same body, which takes ids by the dozen or one alone; those that
 * load one have the same body too. An annotation makes the difference.
 *
 * <p>Thread-safe.
 */
public final class TaskLoader {
    private final TaskRepository repository;
    private final SharedCache cache;

    @Inject
    public TaskLoader(TaskRepository repository, SharedCache cache) {
        this.repository = repository;
        this.cache = cache;
    }

    /** One statement a task, one after the other. */
    @FanOut(concurrency = 1)
    public List<Task> oneByOne(@Each List<Long> ids) throws SQLException {
        return repository.findAll(ids);
    }

    /** One statement a task, all at once, as {@code Promise.all} would: more than there are connections. */
    @FanOut(concurrency = 200)
    public List<Task> allAtOnce(@Each List<Long> ids) throws SQLException {
        return repository.findAll(ids);
    }

    /** One statement a task, so many at once that others find a connection too. */
    @FanOut(concurrency = 8)
    public List<Task> limited(@Each List<Long> ids) throws SQLException {
        return repository.findAll(ids);
    }

    /** One statement for each fifty tasks. */
    @FanOut(batch = 50)
    public List<Task> batched(@Each List<Long> ids) throws SQLException {
        return repository.findAll(ids);
    }

    /** Asks the cache and, when that fails or takes too long, the database. */
    @Fallback("fromDatabase")
    @Timeout("200ms")
    public Task cacheFirst(long id) throws IOException, InterruptedException {
        return cache.get(id);
    }

    /** Asks the cache and the database, takes the first answer and cancels the other. */
    @FanOut(join = Join.ANY, branches = "fromDatabase")
    public Task fastest(long id) throws IOException, InterruptedException {
        return cache.get(id);
    }

    /** Asks the cache once for all who want the same task at the same time. */
    @SingleFlight
    public Task popular(@Key long id) throws IOException, InterruptedException {
        return cache.get(id);
    }

    public Task fromDatabase(long id) throws SQLException {
        return repository.find(id);
    }
}
