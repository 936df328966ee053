package io.selvedge.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class ProblemsTest {
    private final Problems problems = new Problems("Retry");

    @Test
    void namesAttributeValueRuleAndFix() {
        problems.require(false, "maxRetries", -2, "must be at least -1", "Write 0 for none");
        assertThat(told())
                .containsExactly("@Retry(maxRetries = -2): maxRetries must be at least -1. Write 0 for none.");
    }

    @Test
    void showsADurationAsItIsWritten() {
        long nanos = problems.nanos("maxDuration", "0s", 7);
        problems.require(nanos > 0, "maxDuration", nanos, "must be above zero", "Write one");
        assertThat(told()).containsExactly("@Retry(maxDuration = \"0s\"): maxDuration must be above zero. Write one.");
    }

    @Test
    void saysNoMoreAboutWhatItCouldNotRead() {
        long nanos = problems.nanos("maxDuration", "soon", 7);
        problems.require(nanos > 10, "maxDuration", nanos, "must be above ten", "Write more");
        assertThat(told())
                .containsExactly(
                        "@Retry(maxDuration = \"soon\"): maxDuration is no duration. Write a number and a unit, such as \"250ms\", \"2s\" or \"1m\".");
    }

    @Test
    void takesTheEmptyTextForNotSet() {
        assertThat(problems.nanos("maxDuration", "", 7)).isEqualTo(7);
        assertThatCode(problems::check).doesNotThrowAnyException();
    }

    private Iterable<String> told() {
        return catchThrowableOfType(BadDefinition.class, problems::check).problems();
    }
}
