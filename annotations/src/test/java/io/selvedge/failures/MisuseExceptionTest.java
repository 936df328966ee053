package io.selvedge.failures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MisuseExceptionTest {

    @Test
    void numbersAllProblemsUnderOneHeading() {
        assertThat(new MisuseException(List.of("First.", "Second,\nin two lines.")))
                .hasMessage("""
                        Selvedge refuses 2 definitions:

                        1) First.

                        2) Second,
                           in two lines.""");
    }

    @Test
    void speaksOfOneDefinitionInTheSingular() {
        assertThat(new MisuseException(List.of("Only."))).hasMessage("""
                        Selvedge refuses 1 definition:

                        1) Only.""");
    }

    @Test
    void keepsItsOwnListOfProblems() {
        List<String> problems = new ArrayList<>(List.of("First."));
        MisuseException failure = new MisuseException(problems);
        problems.clear();
        assertThat(failure.problems()).containsExactly("First.");
    }

    @Test
    void hasAStackTraceBecauseItLeadsToTheMistake() {
        assertThat(new MisuseException(List.of("Only.")).getStackTrace()).isNotEmpty();
    }
}
