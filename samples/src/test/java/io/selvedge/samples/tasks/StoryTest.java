package io.selvedge.samples.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.samples.tasks.story.Setting;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StoryTest {
    @Test
    void endsWellAndFitsTheScreen() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Setting setting = new Setting(2026, 0.6, 20_000, true, false);
        boolean held = Story.tell(setting, new PrintStream(printed, true, StandardCharsets.UTF_8));
        String story = printed.toString(StandardCharsets.UTF_8);

        assertThat(held).as(story).isTrue();
        assertThat(story).contains("seed 2026").isASCII();
        assertThat(story.lines()).allMatch(line -> line.length() <= 100);
    }
}
