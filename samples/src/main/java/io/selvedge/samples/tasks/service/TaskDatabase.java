package io.selvedge.samples.tasks.service;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The tables, and the pool of connections to them.
 *
 * <p>Thread-safe.
 */
public final class TaskDatabase implements AutoCloseable {
    /** How many connections look-ups may hold at once. */
    public static final int FOR_LOOKUPS = 4;

    /** How many connections reports may hold at once. */
    public static final int FOR_REPORTS = 6;

    /** The two together, so that whom a bulkhead lets in never waits for a connection. */
    public static final int CONNECTIONS = FOR_LOOKUPS + FOR_REPORTS;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final HikariDataSource pool;

    private TaskDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * H2 in a file. The prefix {@code async:} picks the file access that survives interrupts: a thread that is
     * interrupted inside an ordinary file channel closes that channel, and the database with it.
     */
    public static DataSource inFile(Path directory) {
        JdbcDataSource file = new JdbcDataSource();
        file.setURL("jdbc:h2:async:" + directory.resolve("tasks").toAbsolutePath());
        file.setUser("tasks");
        return file;
    }

    /** Opens a pool in front of that source and makes the tables. */
    public static TaskDatabase open(DataSource source) throws SQLException {
        return open(source, "tasks", PATIENCE);
    }

    /** The same with a name for the meters, and another time that a call waits for a connection; at least 250 ms. */
    public static TaskDatabase open(DataSource source, String name, Duration patience) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(patience.toMillis());
        TaskDatabase database = new TaskDatabase(new HikariDataSource(config));
        database.makeTables();
        return database;
    }

    public DataSource pool() {
        return pool;
    }

    /** Lets the pool tell those meters how it is. */
    public void measure(MeterRegistry meters) {
        pool.setMetricRegistry(meters);
    }

    private void makeTables() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS task (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                    + " user_id VARCHAR(40) NOT NULL, title VARCHAR(200) NOT NULL, done BOOLEAN NOT NULL)");
            statement.execute("CREATE INDEX IF NOT EXISTS task_of_user ON task (user_id)");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS score (user_id VARCHAR(40) PRIMARY KEY, points INT NOT NULL)");
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
