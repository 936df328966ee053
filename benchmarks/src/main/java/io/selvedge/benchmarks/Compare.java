package io.selvedge.benchmarks;

import io.selvedge.benchmarks.report.CpuTime;
import io.selvedge.benchmarks.report.Figure;
import io.selvedge.benchmarks.report.Page;
import io.selvedge.benchmarks.report.Profile;
import io.selvedge.benchmarks.report.Results;
import io.selvedge.benchmarks.report.Row;
import io.selvedge.benchmarks.report.Rows;
import io.selvedge.benchmarks.report.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.profile.JavaFlightRecorderProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the comparison, or a part of it: each row in a process of its own, scenario by scenario. */
public final class Compare {
    private static final String FIGURES = "FIGURES";
    private static final int[] THREADS = {1, 2, 8};

    private final PrintStream out = System.out;
    private final Pattern part;
    private final Pace pace;
    private final Path project;
    /** What was asked for and gave no figures. */
    private final List<String> failed = new ArrayList<>();

    private final Map<Competitor, Set<Scenario>> skills = new EnumMap<>(Competitor.class);

    private Compare(Pattern part, Pace pace, Path project) throws Exception {
        this.part = part;
        this.pace = pace;
        this.project = project;
        for (Competitor competitor : Competitor.values()) {
            skills.put(competitor, competitor.calls().keySet());
        }
    }

    /** How long each row is measured. */
    private enum Pace {
        QUICK(4, 5, 200),
        STEADY(5, 7, 500),
        /** Long enough for samples of where the time goes. What is measured under a recorder is not kept. */
        PROFILE(5, 5, 2_000);

        private final int warmUps;
        private final int iterations;
        private final int millis;

        Pace(int warmUps, int iterations, int millis) {
            this.warmUps = warmUps;
            this.iterations = iterations;
            this.millis = millis;
        }
    }

    /**
     * Measures, prints, and publishes.
     *
     * @param arguments the part as a regular expression over SCENARIO.COMPETITOR@THREADS, or empty for all; the pace,
     *     {@code quick}, {@code steady} or {@code profile}; the project's folder
     */
    public static void main(String... arguments) throws Exception {
        Compare compare = new Compare(
                Pattern.compile(arguments[0]),
                Pace.valueOf(arguments[1].toUpperCase(Locale.ROOT)),
                Path.of(arguments[2]));
        compare.run();
        compare.failed.forEach(System.err::println);
        System.exit(compare.failed.isEmpty() ? 0 : 1);
    }

    /** Publishes after each scenario, so that nothing is lost if somebody has no more time. */
    private void run() throws Exception {
        for (Scenario scenario : Scenario.values()) {
            for (int threads : THREADS) {
                String[] competitors = competitors(scenario, threads);
                if (competitors.length > 0) {
                    compare(scenario, threads, competitors);
                }
            }
        }
        if (pace != Pace.PROFILE) {
            publish(List.of(), figures());
        }
    }

    private void compare(Scenario scenario, int threads, String... competitors) throws Exception {
        Path log = project.resolve("benchmarks/target/compare/%s@%d.log".formatted(scenario, threads));
        Files.createDirectories(log.getParent());
        if (pace == Pace.PROFILE) {
            profile(scenario, threads, log, competitors);
            return;
        }
        List<Row> rows =
                Rows.of(new Runner(options(scenario, threads, log, competitors).build()).run());
        out.println(new Table(rows).text());
        for (String silent : Rows.missing(rows, competitors)) {
            failed.add("%s.%s@%d gave no figures; why is told in %s".formatted(scenario, silent, threads, log));
        }
        publish(rows, List.of());
    }

    /** One at a time: recordings are told apart by their folders. */
    private void profile(Scenario scenario, int threads, Path log, String... competitors) throws Exception {
        for (String competitor : competitors) {
            Path recordings = log.resolveSibling("%s.%s@%d.recordings".formatted(scenario, competitor, threads));
            ChainedOptionsBuilder options = options(scenario, threads, log, competitor)
                    .addProfiler(JavaFlightRecorderProfiler.class, "configName=profile;dir=" + recordings);
            List<Row> rows = Rows.of(new Runner(options.build()).run());
            if (rows.isEmpty()) {
                failed.add("%s.%s@%d gave no figures; why is told in %s".formatted(scenario, competitor, threads, log));
            } else {
                out.println(new Table(rows).text());
                out.println(Profile.of(recordings).text(rows.get(0).bytes()));
            }
        }
    }

    /** Those who are asked for; never without the hand-written code, if there is any. */
    private String[] competitors(Scenario scenario, int threads) {
        List<String> able = skills.keySet().stream()
                .filter(competitor -> skills.get(competitor).contains(scenario))
                .map(Enum::name)
                .toList();
        boolean fits = threads == 1 || scenario.shared();
        boolean wanted = able.stream().anyMatch(name -> isWanted(scenario, name, threads));
        return able.stream()
                .filter(name -> fits && wanted)
                .filter(name -> name.equals(Competitor.HAND.name()) || isWanted(scenario, name, threads))
                .toArray(String[]::new);
    }

    private boolean isWanted(Scenario scenario, String competitor, int threads) {
        return part.matcher(scenario + "." + competitor + "@" + threads).find();
    }

    private ChainedOptionsBuilder options(Scenario scenario, int threads, Path log, String... competitors) {
        return new OptionsBuilder()
                .include(Comparison.class.getName())
                .param("scenario", scenario.name())
                .param("competitor", competitors)
                .threads(threads)
                .forks(1)
                .warmupIterations(pace.warmUps)
                .warmupTime(TimeValue.milliseconds(pace.millis))
                .measurementIterations(pace.iterations)
                .measurementTime(TimeValue.milliseconds(pace.millis))
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTime.class)
                // What a frame or a window is stored in is old in a real service, and its collector wants to know.
                .shouldDoGC(true)
                .verbosity(VerboseMode.NORMAL)
                .output(log.toString())
                .jvmArgsAppend("-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-Dslf4j.internal.verbosity=ERROR");
    }

    private List<Figure> figures() throws Exception {
        if (!part.matcher(FIGURES).find()) {
            return List.of();
        }
        List<Figure> figures = Footprint.figures(project);
        figures.forEach(figure -> out.printf("%-80s %s%n", figure.title(), figure.text()));
        return figures;
    }

    private void publish(List<Row> rows, List<Figure> figures) throws IOException {
        Path folder = project.resolve("benchmarks/results");
        Results.read(folder, Runtime.version().feature()).with(rows, figures).write(folder);
        Files.writeString(
                project.resolve("docs/performance.md"), Page.of(folder).text());
    }
}
