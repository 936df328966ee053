package io.selvedge.failures;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;

/** Prints how deep a refusal's stack trace is, in a JVM of its own, since the switch is read once. */
final class TraceProbe {
    private TraceProbe() {}

    public static void main(String[] args) {
        System.out.print(new CallTimeoutException("m", Duration.ofSeconds(1)).getStackTrace().length);
    }

    static int depthIn(String option) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String classes = placeOf(PolicyException.class) + File.pathSeparator + placeOf(TraceProbe.class);
        Process jvm = new ProcessBuilder(java.toString(), option, "-cp", classes, TraceProbe.class.getName()).start();
        return Integer.parseInt(new String(jvm.getInputStream().readAllBytes()));
    }

    private static Path placeOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
