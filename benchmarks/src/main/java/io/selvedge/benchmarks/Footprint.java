package io.selvedge.benchmarks;

import io.selvedge.annotations.Woven;
import io.selvedge.benchmarks.peers.KeyedState;
import io.selvedge.benchmarks.peers.Timers;
import io.selvedge.benchmarks.report.Figure;
import io.selvedge.runtime.Engine;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.tools.ToolProvider;

/** What is counted once and not for each call: heap for each key and method, start-up, size of classes. */
final class Footprint {
    private static final int KEYS = 100_000;
    private static final int PLANS = 1_000;
    private static final int CLASSES = 72;
    private static final String SERVICE = "io.selvedge.benchmarks.peers.WovenService";

    private final List<Figure> figures = new ArrayList<>();

    private Footprint() {}

    /** Counts in a process of its own, where nothing is warm. */
    static List<Figure> figures(Path project) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Xmx2g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Footprint.class.getName(),
                        project.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String told;
        try (InputStream figures = process.getInputStream()) {
            told = new String(figures.readAllBytes(), StandardCharsets.UTF_8);
        }
        int end = process.waitFor();
        if (end != 0) {
            throw new IOException("the process that was to count heap and start-up has failed with " + end);
        }
        return told.lines().map(Figure::ofJson).toList();
    }

    public static void main(String... arguments) throws Exception {
        Footprint footprint = new Footprint();
        footprint.plans();
        footprint.keys();
        footprint.limits();
        footprint.classSize(Path.of(arguments[0]));
        footprint.figures.forEach(figure -> System.out.println(figure.toJson()));
        System.exit(0);
    }

    /** Without the loading of the guarded classes, which they need anyhow. */
    private void plans() throws IOException {
        byte[] service = bytes(SERVICE);
        List<Class<?>> copies = new ArrayList<>();
        for (int i = 0; i < CLASSES; i++) {
            copies.add(Copies.of(service, i));
        }
        long before = heap();
        long began = processorNanos();
        Engine engine = Engine.start();
        long started = processorNanos();
        engine.serve(copies);
        long served = processorNanos();
        int plans = engine.plans().size();
        note("An engine, started cold in a new process (processor time)", millis(started - began), "ms");
        note(Titles.PLANS, millis(served - started) * PLANS / plans, "ms");
        note("Heap for each guarded method, metrics off", (heap() - before) / (double) plans, "B");
        engine.close();
    }

    private static double millis(long nanos) {
        return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void keys() {
        KeyedState.all().forEach((title, maker) -> {
            String[] keys = new String[KEYS];
            for (int i = 0; i < KEYS; i++) {
                keys[i] = title + i;
            }
            Consumer<String> state = maker.get();
            state.accept("first");
            long before = heap();
            for (String key : keys) {
                state.accept(key);
            }
            note(title, (heap() - before) / (double) KEYS, "B");
            Reference.reachabilityFence(keys);
            Reference.reachabilityFence(state);
        });
    }

    private void limits() throws InterruptedException {
        figures.addAll(LimitFigures.of(Titles.SELVEDGE, Timers.selvedge()));
        figures.addAll(LimitFigures.of("hand-written wheel", Timers.wheel()));
        figures.addAll(LimitFigures.of("ScheduledThreadPoolExecutor", Timers.scheduled()));
    }

    /** Compiles the service once more, without the weaver. */
    private void classSize(Path project) throws IOException, ClassNotFoundException {
        Path folder = Files.createTempDirectory("unwoven");
        Path source = project.resolve("benchmarks/src/main/java/" + SERVICE.replace('.', '/') + ".java");
        ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        new ByteArrayOutputStream(),
                        System.err,
                        "-proc:none",
                        "-g",
                        "-parameters",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source.toString());
        long guarded = Arrays.stream(Class.forName(SERVICE).getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Woven.class))
                .count();
        note(
                "Class with %d guarded methods, before weaving".formatted(guarded),
                Files.size(folder.resolve(path())),
                "B");
        note("The same, woven", bytes(SERVICE).length, "B");
    }

    private static String path() {
        return SERVICE.replace('.', '/') + ".class";
    }

    private static byte[] bytes(String type) throws IOException {
        String path = type.replace('.', '/') + ".class";
        try (InputStream in = Footprint.class.getClassLoader().getResourceAsStream(path)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    static long heap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private void note(String title, double value, String unit) {
        figures.add(new Figure(title, value, unit));
    }

    /** Defines one class as often as one likes, each time under another name, and links it. */
    private static final class Copies extends ClassLoader {
        private Copies() {
            super(Footprint.class.getClassLoader());
        }

        static Class<?> of(byte[] code, int number) {
            String name = SERVICE.substring(0, SERVICE.length() - 3) + (100 + number);
            byte[] renamed = new String(code, StandardCharsets.ISO_8859_1)
                    .replaceAll(simple(SERVICE) + "(?!\\$)", simple(name)) // not its closures, which nobody runs
                    .getBytes(StandardCharsets.ISO_8859_1);
            Class<?> copy = new Copies().defineClass(name, renamed, 0, renamed.length);
            if (copy.getDeclaredMethods().length == 0) {
                throw new IllegalStateException(name + " has lost its methods");
            }
            return copy;
        }

        private static String simple(String name) {
            return name.substring(name.lastIndexOf('.') + 1);
        }
    }
}
