package io.selvedge.samples.tasks.service;

import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Tasks and scores in the database: plain JDBC, one statement a method, no policy.
 *
 * <p>Thread-safe.
 */
public final class TaskRepository {
    private final DataSource pool;

    @Inject
    public TaskRepository(DataSource pool) {
        this.pool = pool;
    }

    public Task add(String userId, String title) throws SQLException {
        String sql = "INSERT INTO task (user_id, title, done) VALUES (?, ?, FALSE)";
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, userId);
            insert.setString(2, title);
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                keys.next();
                return new Task(keys.getLong(1), userId, title, false);
            }
        }
    }

    /**
     * Reads a task.
     *
     * @throws NoSuchTaskException if there is none with that id
     */
    public Task find(long id) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT user_id, title, done FROM task WHERE id = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new NoSuchTaskException(id);
                }
                return new Task(id, row.getString(1), row.getString(2), row.getBoolean(3));
            }
        }
    }

    /** Reads the tasks with these ids by one statement, however many, in the order of the ids; what is not there is left out. */
    public List<Task> findAll(List<Long> ids) throws SQLException {
        Map<Long, Task> found = new HashMap<>();
        try (Connection connection = pool.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT id, user_id, title, done FROM task WHERE id = ANY(?)")) {
            select.setArray(1, connection.createArrayOf("BIGINT", ids.toArray()));
            for (Task task : tasks(select)) {
                found.put(task.id(), task);
            }
        }
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** Reads the tasks that come after that id, in the order of their ids, at most so many. */
    public List<Task> after(long id, int most) throws SQLException {
        String sql = "SELECT id, user_id, title, done FROM task WHERE id > ? ORDER BY id FETCH FIRST ? ROWS ONLY";
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, id);
            select.setInt(2, most);
            return tasks(select);
        }
    }

    private static List<Task> tasks(PreparedStatement select) throws SQLException {
        List<Task> tasks = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                tasks.add(new Task(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getBoolean(4)));
            }
        }
        return tasks;
    }

    /**
     * Notes that a task has been done.
     *
     * @throws NoSuchTaskException if there is none with that id
     */
    public void markDone(long id) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement update = connection.prepareStatement("UPDATE task SET done = TRUE WHERE id = ?")) {
            update.setLong(1, id);
            if (update.executeUpdate() == 0) {
                throw new NoSuchTaskException(id);
            }
        }
    }

    public Report report(String userId) throws SQLException {
        String sql =
                "SELECT COUNT(*) FILTER (WHERE done), COUNT(*) FILTER (WHERE NOT done) FROM task WHERE user_id = ?";
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, userId);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Report(userId, row.getInt(1), row.getInt(2));
            }
        }
    }

    /** The user's points, 0 for one who has none yet. */
    public int points(String userId) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT points FROM score WHERE user_id = ?")) {
            select.setString(1, userId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    /** The points of these users by one statement; who has none yet is left out. */
    public Map<String, Integer> points(Collection<String> userIds) throws SQLException {
        Map<String, Integer> points = new HashMap<>();
        try (Connection connection = pool.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT user_id, points FROM score WHERE user_id = ANY(?)")) {
            select.setArray(1, connection.createArrayOf("VARCHAR", userIds.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    points.put(rows.getString(1), rows.getInt(2));
                }
            }
        }
        return points;
    }

    public void setPoints(String userId, int points) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement merge =
                        connection.prepareStatement("MERGE INTO score (user_id, points) VALUES (?, ?)")) {
            merge.setString(1, userId);
            merge.setInt(2, points);
            merge.executeUpdate();
        }
    }
}
