package io.selvedge.samples.tasks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.micrometer.MicrometerRecorder;
import io.selvedge.samples.tasks.service.TaskDatabase;
import io.selvedge.samples.tasks.service.TaskExport;
import io.selvedge.samples.tasks.service.TaskRepository;
import io.selvedge.samples.tasks.story.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Makes a table of tasks and exports it: a program of its own, so that it can be given a heap of its own, as in
 * {@code java -Xmx64m -cp ... io.selvedge.samples.tasks.ExportJob 1000000 some/folder}.
 */
public final class ExportJob {
    /** The file in the folder that it writes. */
    public static final String FILE = "tasks.ndjson";

    /** How many users it makes, numbered from 0, each with ten points for each of the number. */
    public static final int USERS = 100;

    private static final int PAGE = 1000;
    private static final long CHUNK = 5_000;
    private static final double MEGABYTE = 1 << 20;

    private ExportJob() {}

    /**
     * Fills the table and exports it.
     *
     * @param arguments how many tasks, and a folder for the database and the file
     */
    public static void main(String[] arguments) throws Exception {
        long rows = Long.parseLong(arguments[0]);
        Path folder = Path.of(arguments[1]);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        EngineOptions measured = EngineOptions.standard().withRecorder(new MicrometerRecorder(meters));
        try (TaskDatabase database = TaskDatabase.open(TaskDatabase.inFile(folder));
                Engine engine = Engine.start(measured)) {
            engine.serve(TaskExport.class);
            long began = System.nanoTime();
            fill(database, rows);
            System.out.printf(Locale.ROOT, "%,d tasks made in %.1f s%n", rows, (System.nanoTime() - began) / 1e9);
            Path file = folder.resolve(FILE);
            Progress progress = new Progress(rows, System.out);
            progress.end(new TaskExport(new TaskRepository(database.pool()), PAGE).to(file, progress));
            System.out.println(summary(file, meters));
        }
    }

    private static void fill(TaskDatabase database, long rows) throws SQLException {
        try (Connection connection = database.pool().getConnection()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP INDEX task_of_user"); // the export does not ask for it, and it takes its time
            }
            insert(connection, "score (user_id, points) SELECT 'user-' || x, x * 10", 0, USERS - 1);
            String tasks = "task (user_id, title, done) SELECT 'user-' || MOD(x, " + USERS
                    + "), 'task \"' || x || '\"', MOD(x, 3) = 0";
            for (long from = 1; from <= rows; from += CHUNK) {
                insert(connection, tasks, from, Math.min(rows, from + CHUNK - 1));
            }
        }
    }

    private static void insert(Connection connection, String what, long from, long to) throws SQLException {
        String sql = "INSERT INTO " + what + " FROM SYSTEM_RANGE(?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, from);
            insert.setLong(2, to);
            insert.executeUpdate();
        }
    }

    private static String summary(Path file, MeterRegistry meters) throws IOException {
        return String.format(
                Locale.ROOT,
                "%.1f MB written with a heap of %.0f MB, from %d pages",
                Files.size(file) / MEGABYTE,
                Runtime.getRuntime().maxMemory() / MEGABYTE,
                (long) meters.get("selvedge.paginated.pages.read")
                        .functionCounter()
                        .count());
    }
}
