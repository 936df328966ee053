package io.selvedge.samples.tasks.service;

import io.selvedge.annotations.Cursor;
import io.selvedge.annotations.Each;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Paginated;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.values.Page;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * All tasks, however many, into a file with a JSON object a line, in constant memory: a page is read when the writer
 * needs it, one ahead.
 *
 * <p>Thread-safe.
 */
public final class TaskExport {
    private final TaskRepository repository;
    private final int size;

    /**
     * An export of what the repository holds.
     *
     * @param size how many tasks make a page
     */
    public TaskExport(TaskRepository repository, int size) {
        this.repository = repository;
        this.size = size;
    }

    /**
     * Writes all tasks, in the order of their ids.
     *
     * @param progress is told after each line how many there are
     * @return how many there were
     */
    public long to(Path file, LongConsumer progress) throws IOException, SQLException {
        long written = 0;
        try (Page<Task> all = tasksAfter(0);
                Stream<TaskLine> lines = enriched(all.stream());
                BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Iterator<TaskLine> each = lines.iterator(); each.hasNext(); progress.accept(++written)) {
                out.write(each.next().json());
                out.write('\n');
            }
        }
        return written;
    }

    /** The tasks after that id, page by page. The cursor is a key and no offset, so the last page costs what the first does. */
    @Paginated(prefetch = 1)
    @Retry
    @Timeout("10s")
    Page<Task> tasksAfter(@Cursor long id) throws SQLException {
        List<Task> page = repository.after(id, size);
        return page.size() < size
                ? Page.last(page)
                : Page.of(page, page.get(size - 1).id());
    }

    /** Adds the points of the owners, by one query for each 500 tasks. */
    @FanOut(concurrency = 4, batch = 500)
    @Retry
    @Timeout("10s")
    Stream<TaskLine> enriched(@Each Stream<Task> tasks) throws SQLException {
        List<Task> some = tasks.toList();
        Set<String> owners = new HashSet<>();
        some.forEach(task -> owners.add(task.userId()));
        Map<String, Integer> points = repository.points(owners);
        return some.stream().map(task -> new TaskLine(task, points.getOrDefault(task.userId(), 0)));
    }
}
