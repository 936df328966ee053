package io.selvedge.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.benchmarks.Competitor;
import io.selvedge.benchmarks.Scenario;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    private static final Results RESULTS = new Results(
            17,
            "a machine",
            List.of(
                    row(Competitor.PLAIN, 1, 0, 100),
                    row(Competitor.HAND, 10, 0, 50),
                    row(Competitor.SELVEDGE, 12, 48, 60),
                    row(Competitor.FAILSAFE, 100, 400, 5),
                    row(Competitor.SMALLRYE, 24, 480, 4)),
            List.of(new Figure("heap", 109, "B")));

    private static Row row(Competitor competitor, double nanos, double bytes, double millionsPerSecond) {
        return new Row(Scenario.RETRY, competitor, 1, nanos, nanos, nanos, nanos, bytes, millionsPerSecond, DAY);
    }

    private static String line(Target target) {
        return target.line(List.of(RESULTS)).strip();
    }

    private static Target retry() {
        return Target.of("retry", Scenario.RETRY);
    }

    @Test
    void a_limit_that_holds_is_met() {
        assertThat(line(retry().times(1.3, Competitor.HAND)))
                .isEqualTo("| retry | ≤ 1.3 × hand-written | 1.20 × | yes |");
        assertThat(line(retry().nanosOver(11, Competitor.PLAIN)))
                .isEqualTo("| retry | ≤ 11 ns over unguarded | 11.0 ns | yes |");
        assertThat(line(retry().wallTimes(1, Competitor.HAND)))
                .isEqualTo("| retry | ≤ 1 × the time on the wall of hand-written | 0.83 × | yes |");
        assertThat(line(Target.of("a key").figure("heap", 128, "B"))).isEqualTo("| a key | ≤ 128 B | 109.0 B | yes |");
    }

    @Test
    void one_that_does_not_is_bold_and_the_whole_is_not_met() {
        assertThat(line(retry().nanos(20).bytes(0))).isEqualTo("| retry | ≤ 20 ns; 0 B | 12.0 ns; **48 B** | **no** |");
    }

    @Test
    void of_several_others_the_best_counts() {
        assertThat(line(retry().times(0.5, "the best", Competitor.FAILSAFE, Competitor.SMALLRYE)
                        .bytesTimes(0.1, Competitor.FAILSAFE, Competitor.SMALLRYE)))
                .isEqualTo("| retry | ≤ 0.5 × the best; ≤ 0.1 × its bytes | 0.50 ×; **0.12 ×** | **no** |");
    }

    @Test
    void what_was_not_measured_is_neither() {
        assertThat(line(retry().times(2, Competitor.HAND).times(1, Competitor.JCABI)))
                .isEqualTo("| retry | ≤ 2 × hand-written; ≤ 1 × jcabi-aspects, woven | 1.20 ×; – | – |");
        assertThat(line(Target.of("none", Scenario.FALLBACK).bytes(0))).isEqualTo("| none | 0 B | – | – |");
    }
}
