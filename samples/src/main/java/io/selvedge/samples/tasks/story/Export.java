package io.selvedge.samples.tasks.story;

import io.selvedge.samples.tasks.ExportJob;
import io.selvedge.samples.tasks.service.TaskExport;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All tasks into a file, by a JVM with little memory, which makes them and exports them while the other chapters are told:
 * they mostly wait.
 *
 * <p>Used by one thread.
 */
final class Export implements Chapter {
    private static final String HEAP = "-Xmx64m";

    private @Nullable Process job;

    @Override
    public String title() {
        return "An export in constant memory";
    }

    @Override
    public void tell(Scene scene) throws Exception {
        long rows = scene.setting().rows();
        Screen screen = scene.screen();
        screen.say(
                "tried",
                String.format(
                        Locale.ROOT,
                        "since the story began: %,d tasks are read, enriched and written, by a JVM with %s",
                        rows,
                        HEAP));
        screen.say("broke", "a list of them grows with the table, and a million take more than that");
        screen.say("answer", "tasksAfter: " + Guards.of(TaskExport.class, "tasksAfter"));
        screen.say("", "enriched: " + Guards.of(TaskExport.class, "enriched"));
        screen.gap();

        int exit = export(screen);
        Lines lines = read(folder(scene).resolve(ExportJob.FILE));
        screen.gap();
        screen.say("first", lines.first());
        screen.say("last", lines.last());
        screen.claim(
                exit == 0 && lines.inOrder() && lines.count() == rows,
                String.format(
                        Locale.ROOT,
                        "the file has %,d lines, one for each task, in the order of their ids",
                        lines.count()));
        screen.claim(
                lines.first().startsWith(start(1)) && lines.last().startsWith(start(rows)),
                "each with the points of the task's owner");
    }

    private static Path folder(Scene scene) {
        return scene.world().folder().resolve("export");
    }

    @Override
    public void prepare(Scene scene) throws IOException {
        job = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExportJob.class.getName(),
                        Long.toString(scene.setting().rows()),
                        Files.createDirectory(folder(scene)).toString())
                .redirectErrorStream(true)
                .start();
    }

    private int export(Screen screen) throws IOException, InterruptedException {
        Process prepared = Objects.requireNonNull(job);
        try (BufferedReader told = prepared.inputReader()) {
            told.lines().forEach(line -> screen.say("export", line));
            return prepared.waitFor();
        }
    }

    @Override
    public void close() {
        Process prepared = job;
        if (prepared != null) {
            prepared.destroyForcibly().onExit().join();
        }
    }

    /** What the story looks for in the file, which it reads line by line too. */
    private record Lines(long count, boolean inOrder, String first, String last) {
        static final Lines NONE = new Lines(0, true, "", "");

        Lines with(String line) {
            return new Lines(
                    count + 1,
                    inOrder && line.startsWith("{\"id\":" + (count + 1) + ","),
                    count == 0 ? line : first,
                    line);
        }
    }

    private static Lines read(Path file) throws IOException {
        Lines lines = Lines.NONE;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines = lines.with(line);
            }
        }
        return lines;
    }

    /** How the line of that task begins: the tasks of an export belong to users in turn, who have ten points a number. */
    private static String start(long id) {
        long user = id % ExportJob.USERS;
        return "{\"id\":" + id + ",\"user\":\"user-" + user + "\",\"points\":" + user * 10 + ",";
    }
}
