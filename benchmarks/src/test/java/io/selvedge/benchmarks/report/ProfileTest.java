package io.selvedge.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
    private static final int ROUNDS = 200_000;

    private final LongSupplier[] kept = new LongSupplier[100];

    @TempDir
    private Path folder;

    @Test
    void names_what_was_allocated_and_by_whom_and_where_the_time_went() throws Exception {
        Path below = Files.createDirectories(folder.resolve("a/b"));
        long filled = 0;
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ObjectAllocationSample").with("throttle", "1000/s");
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(1));
            recording.start();
            for (int i = 0; i < ROUNDS; i++) {
                filled += fill(i);
            }
            recording.dump(below.resolve("some.jfr"));
        }
        assertThat(filled).isPositive();

        String text = Profile.of(folder).text(1_000);

        String[] parts = text.split("    bytes\n");
        assertThat(parts[0]).contains("ProfileTest.fill");
        // Most of the thousand bytes, and named by the method of ours, although the JDK's made it.
        assertThat(parts[1].lines().findFirst().orElseThrow())
                .matches(" +([5-9]\\d\\d\\.\\d|1000\\.0) B  long\\[\\], by ProfileTest\\.fill > Arrays\\.copyOf");
    }

    @Test
    void names_lambdas_by_their_class() throws Exception {
        LongSupplier last = () -> 0;
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ObjectAllocationSample").with("throttle", "1000/s");
            recording.start();
            for (int i = 0; i < 20 * ROUNDS; i++) {
                long own = i;
                last = () -> own;
                kept[i % kept.length] = last;
            }
            recording.dump(folder.resolve("lambdas.jfr"));
        }
        assertThat(last.getAsLong()).isPositive();
        assertThat(Profile.of(folder).text(1_000)).contains("ProfileTest$$Lambda, by ProfileTest.names_lambdas");
    }

    private static long fill(int seed) {
        long[] all = Arrays.copyOf(new long[] {seed}, 100);
        Arrays.fill(all, seed);
        return Arrays.stream(all).sum();
    }

    @Test
    void a_folder_without_recordings_has_nothing_to_tell() throws Exception {
        assertThat(Profile.of(folder).text(8)).isEqualTo("    processor time\n    bytes\n");
    }
}
