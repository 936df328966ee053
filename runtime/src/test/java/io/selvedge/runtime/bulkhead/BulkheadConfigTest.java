package io.selvedge.runtime.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.runtime.policy.BadDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulkheadConfigTest {

    @Bulkhead
    void defaults() {}

    @Bulkhead(name = "db", limit = 4, queue = 7, maxWait = "200ms")
    void everything() {}

    @Bulkhead(limit = 0)
    void noLimit() {}

    @Bulkhead(limit = 2_000_000, queue = 2_000_000)
    void tooMuch() {}

    @Bulkhead(queue = -1)
    void negativeQueue() {}

    @Bulkhead(maxWait = "1s")
    void waitWithoutQueue() {}

    @Bulkhead(queue = 1, maxWait = "0s")
    void noWait() {}

    @Bulkhead(queue = 1, maxWait = "soon")
    void noDuration() {}

    @Bulkhead(limit = -3, queue = -1, maxWait = "soon")
    void allWrong() {}

    private static BulkheadConfig config(String method) {
        return BulkheadConfig.from(annotation(method));
    }

    private static Bulkhead annotation(String method) {
        try {
            return BulkheadConfigTest.class.getDeclaredMethod(method).getAnnotation(Bulkhead.class);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> problems(String method) {
        return catchThrowableOfType(BadDefinition.class, () -> config(method)).problems();
    }

    @Test
    void takesTheDefaultsOfTheAnnotation() {
        assertThat(config("defaults")).isEqualTo(new BulkheadConfig("", 10, 0, BulkheadConfig.NO_END));
    }

    @Test
    void readsEveryAttribute() {
        assertThat(config("everything")).isEqualTo(new BulkheadConfig("db", 4, 7, 200_000_000));
    }

    @Test
    void misuseIsToldWithAttributeValueRuleAndFix() {
        assertThat(problems("noLimit"))
                .containsExactly(
                        "@Bulkhead(limit = 0): limit must be 1 to 1000000. Write how many calls may run at once.");
        assertThat(problems("negativeQueue"))
                .containsExactly("@Bulkhead(queue = -1): queue must be 0 to 1000000."
                        + " Write how many callers may stand in line, or 0 to refuse at once.");
        assertThat(problems("waitWithoutQueue"))
                .containsExactly(
                        "@Bulkhead(maxWait = \"1s\"): maxWait says how long to stand in line, but queue = 0 lets"
                                + " nobody stand there. Set queue to how many callers may wait, or leave maxWait out.");
        assertThat(problems("noWait"))
                .containsExactly("@Bulkhead(maxWait = \"0s\"): maxWait must be above zero."
                        + " Leave it out to wait as long as the deadline allows, or set queue = 0 to refuse at once.");
        assertThat(problems("noDuration"))
                .containsExactly("@Bulkhead(maxWait = \"soon\"): maxWait is no duration."
                        + " Write a number and a unit, such as \"250ms\", \"2s\" or \"1m\".");
    }

    @Test
    void allMisuseIsToldAtOnce() {
        assertThat(problems("allWrong"))
                .extracting(problem -> problem.substring(0, problem.indexOf(" = ")))
                .containsExactly("@Bulkhead(maxWait", "@Bulkhead(limit", "@Bulkhead(queue");
        assertThat(problems("tooMuch")).hasSize(2);
    }

    @Test
    void recordCannotBeWrong() {
        BadDefinition wrong = catchThrowableOfType(BadDefinition.class, () -> new BulkheadConfig("", 0, 0, 1_000_000));
        assertThat(wrong.problems()).hasSize(2);
        assertThat(wrong.problems().get(1)).startsWith("@Bulkhead(maxWait = \"1ms\")");
    }
}
