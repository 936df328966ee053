package io.selvedge.samples.tasks.service;

import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
