package io.selvedge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every call of every competitor does what is measured: it runs a few times and gives the right result. */
class SmokeTest {
    private static final int CALLS = 5;

    @ParameterizedTest
    @EnumSource
    void every_call_gives_the_right_result(Competitor competitor) throws Exception {
        competitor.calls().forEach((scenario, call) -> {
            int times = scenario.elements() == 1 ? CALLS : 1;
            for (int i = 0; i < times; i++) {
                assertThat(scenario.isRight(Work.outcome(call)))
                        .as("%s by %s", scenario, competitor)
                        .isTrue();
            }
        });
    }
}
