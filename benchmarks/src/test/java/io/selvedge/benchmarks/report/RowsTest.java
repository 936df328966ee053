package io.selvedge.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.benchmarks.Competitor;
import io.selvedge.benchmarks.Scenario;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final Row HAND =
            new Row(Scenario.RETRY, Competitor.HAND, 1, 1, 1, 1, 1, 0, 1, LocalDate.of(2026, 11, 25));

    @Test
    void who_was_asked_for_and_has_no_row_is_missing() {
        assertThat(Rows.missing(List.of(HAND), "HAND", "SELVEDGE", "JCABI")).containsExactly("SELVEDGE", "JCABI");
        assertThat(Rows.missing(List.of(HAND), "HAND")).isEmpty();
    }
}
