package io.selvedge.benchmarks.report;

import java.io.IOException;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where processor time goes and bytes come from, as the JDK's flight recorder has sampled it: shares, not figures.
 *
 * <p>A sample counts for the innermost frame that is none of the JDK's, and names the JDK's method called there as well.
 */
public final class Profile {
    private static final double LEAST = 0.01;
    private static final int MOST = 14;
    private static final String LAMBDA = "$$Lambda";

    private final Map<String, Double> time = new LinkedHashMap<>();
    private final Map<String, Double> bytes = new LinkedHashMap<>();
    /** Threads that have had a sample: each weighs what came since the one before, the first all that was before the recording. */
    private final Set<Long> known = new HashSet<>();

    private Profile() {}

    /** Reads all recordings in that folder and below. */
    public static Profile of(Path folder) throws IOException {
        Profile profile = new Profile();
        for (Path recording : recordingsIn(folder)) {
            profile.known.clear();
            read(recording, profile::add);
        }
        return profile;
    }

    private static List<Path> recordingsIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".jfr")).toList();
        }
    }

    private static void read(Path recording, Consumer<RecordedEvent> each) throws IOException {
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                each.accept(file.readEvent());
            }
        }
    }

    private void add(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample" -> time.merge(site(event.getStackTrace()), 1.0, Double::sum);
            case "jdk.ObjectAllocationSample" -> {
                if (!known.add(event.getThread().getJavaThreadId())) {
                    String what = name(event.getClass("objectClass")) + ", by " + site(event.getStackTrace());
                    bytes.merge(what, (double) event.getLong("weight"), Double::sum);
                }
            }
            default -> {
                // Recorders tell much more than is of interest here.
            }
        }
    }

    private static String site(RecordedStackTrace trace) {
        List<RecordedMethod> methods = trace == null ? List.of() : methods(trace);
        if (methods.isEmpty()) {
            return "somewhere";
        }
        String leaf = name(methods.get(0));
        for (int i = 0; i < methods.size(); i++) {
            if (!isOfJdk(methods.get(i))) {
                String own = name(methods.get(i));
                return i == 0 ? own : own + " > " + name(methods.get(i - 1));
            }
        }
        return leaf;
    }

    private static List<RecordedMethod> methods(RecordedStackTrace trace) {
        return trace.getFrames().stream()
                .map(RecordedFrame::getMethod)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static boolean isOfJdk(RecordedMethod method) {
        String type = method.getType().getName();
        return type.startsWith("java.") || type.startsWith("jdk.") || type.startsWith("sun.");
    }

    private static String name(RecordedMethod method) {
        return shortened(method.getType().getName()) + "." + method.getName();
    }

    private static String name(RecordedClass type) {
        return shortened(type.getName());
    }

    /** Without its package, or, if it is a lambda's, its number. The recorder names arrays like {@code [Ljava.lang.Object;}. */
    private static String shortened(String type) {
        if (type.startsWith("[")) {
            return ClassDesc.ofDescriptor(type.replace('.', '/')).displayName();
        }
        int lambda = type.indexOf(LAMBDA);
        String named = lambda < 0 ? type : type.substring(0, lambda + LAMBDA.length());
        return named.substring(named.lastIndexOf('.') + 1);
    }

    /**
     * For the terminal.
     *
     * @param bytesEach how many are allocated for each element in all, of which sites have their shares
     */
    public String text(double bytesEach) {
        StringBuilder text = new StringBuilder("    processor time\n");
        append(text, time, share -> String.format(Locale.ROOT, "%5.1f %%", 100 * share));
        text.append("    bytes\n");
        append(text, bytes, share -> String.format(Locale.ROOT, "%5.1f B", bytesEach * share));
        return text.toString();
    }

    private static void append(StringBuilder text, Map<String, Double> sites, Share share) {
        double all = sites.values().stream().mapToDouble(each -> each).sum();
        sites.entrySet().stream()
                .filter(site -> site.getValue() >= LEAST * all)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(MOST)
                .forEach(site -> text.append("      ")
                        .append(share.text(site.getValue() / all))
                        .append("  ")
                        .append(site.getKey())
                        .append('\n'));
    }

    /** How a share of all samples is told. */
    @FunctionalInterface
    private interface Share {
        String text(double share);
    }
}
