package io.selvedge.samples.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ends a story that would go on without end, from outside, as Ctrl-C does. */
class StoppedStoryTest {
    @TempDir
    Path temporary;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void a_story_that_is_stopped_leaves_no_file() throws Exception {
        Process story = started();
        try (BufferedReader told = story.inputReader()) {
            assertThat(told.lines().anyMatch(line -> line.contains("until you stop this")))
                    .isTrue();
            assertThat(temporary).isNotEmptyDirectory();

            story.toHandle().destroy(); // unlike its own, leaves its output to be read

            assertThat(story.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(told.lines()).noneMatch(line -> line.startsWith("Exception in thread"));
            assertThat(temporary).isEmptyDirectory();
        } finally {
            story.destroyForcibly();
        }
    }

    private Process started() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-Dguice_custom_class_loading=CHILD",
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dstory.stay=only",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Story.class.getName())
                .redirectErrorStream(true)
                .start();
    }
}
