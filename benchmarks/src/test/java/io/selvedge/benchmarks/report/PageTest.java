package io.selvedge.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is published is what was measured. */
class PageTest {
    private static final Path PROJECT = Path.of("..");

    @Test
    void the_published_page_says_what_the_results_say() throws IOException {
        assertThat(Files.readString(PROJECT.resolve("docs/performance.md")))
                .as("write it anew: mvn -q -Pcompare -Dpart=NONE")
                .isEqualTo(Page.of(PROJECT.resolve("benchmarks/results")).text());
    }
}
