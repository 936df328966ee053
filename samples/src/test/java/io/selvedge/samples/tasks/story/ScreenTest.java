package io.selvedge.samples.tasks.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.samples.tasks.service.NotificationClient;
import io.selvedge.samples.tasks.service.TaskLoader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Screen screen = new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void wrapsAtAHundredColumns() {
        screen.title("title");
        screen.say("label", "word ".repeat(100));

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .hasSizeGreaterThan(5)
                .allMatch(line -> line.length() <= 100);
    }

    @Test
    void remembersClaimsThatDoNotHold() {
        screen.claim(true, "two and two are four");
        screen.claim(false, "two and two are five");

        assertThat(screen.claims()).isEqualTo(2);
        assertThat(screen.broken()).containsExactly("two and two are five");
    }

    @Test
    void alignsTables() {
        assertThat(new Table("", "one", "other").row("calls", 5, "1.20 s").lines())
                .isEqualTo(List.of("       one   other", "------------------", "calls    5  1.20 s"));
    }

    @Test
    void drawsBarsOnOneScale() {
        List<String> lines =
                Chart.sideBySide(new Chart("left", new int[] {8, 1}), new Chart("right", new int[] {4, 0}));

        assertThat(lines.get(1)).isEqualTo("  8 |#                                             8 |");
        assertThat(lines.get(8)).isEqualTo("    |##                                              |#");
    }

    @Test
    void readsPoliciesOffTheCode() {
        assertThat(Guards.of(NotificationClient.class, "sms")).isEqualTo("@RateLimit(maxWait = \"30s\", permits = 25)");
        assertThat(Guards.of(NotificationClient.class, "chat"))
                .contains("@Timeout(\"300ms\")", "@Bulkhead(limit = 50)");
        assertThat(Guards.of(TaskLoader.class, "fastest"))
                .isEqualTo("@FanOut(branches = \"fromDatabase\", join = Join.ANY)");
    }

    @Test
    void tellsTheProgressOfALongJob() {
        Progress progress = new Progress(1000, new PrintStream(printed, true, StandardCharsets.UTF_8));
        progress.accept(256);
        progress.end(1000);

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .matches(" +1,000 of 1,000 rows +[\\d,]+ rows/s  0\\.0 s left\\R");
    }
}
