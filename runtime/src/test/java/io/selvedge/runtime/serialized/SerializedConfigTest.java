package io.selvedge.runtime.serialized;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.selvedge.annotations.Serialized;
import io.selvedge.runtime.policy.BadDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class SerializedConfigTest {

    @Serialized
    void defaults() {}

    @Serialized(queue = 7, maxWait = "200ms")
    void everything() {}

    @Serialized(queue = 0)
    void noQueue() {}

    @Serialized(queue = -1)
    void negativeQueue() {}

    @Serialized(queue = 0, maxWait = "1s")
    void waitWithoutQueue() {}

    @Serialized(maxWait = "0ms")
    void noWait() {}

    @Serialized(queue = -1, maxWait = "-2s")
    void allWrong() {}

    private static SerializedConfig config(String method) {
        try {
            return SerializedConfig.from(
                    SerializedConfigTest.class.getDeclaredMethod(method).getAnnotation(Serialized.class));
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> problems(String method) {
        return catchThrowableOfType(BadDefinition.class, () -> config(method)).problems();
    }

    @Test
    void readsTheAnnotation() {
        assertThat(config("defaults")).isEqualTo(new SerializedConfig(1024, SerializedConfig.NO_END));
        assertThat(config("everything")).isEqualTo(new SerializedConfig(7, 200_000_000));
        assertThat(config("noQueue")).isEqualTo(new SerializedConfig(0, SerializedConfig.NO_END));
    }

    @Test
    void misuseIsToldWithAttributeValueRuleAndFix() {
        assertThat(problems("negativeQueue"))
                .containsExactly("@Serialized(queue = -1): queue must not be negative."
                        + " Write how many callers may stand in line, or 0 to refuse at once.");
        assertThat(problems("waitWithoutQueue"))
                .containsExactly(
                        "@Serialized(maxWait = \"1s\"): maxWait says how long to stand in line, but queue = 0 lets"
                                + " nobody stand there. Set queue to how many callers may wait, or leave maxWait out.");
        assertThat(problems("noWait"))
                .containsExactly("@Serialized(maxWait = \"0ms\"): maxWait must be above zero."
                        + " Leave it out to wait as long as the deadline allows, or set queue = 0 to refuse at once.");
    }

    @Test
    void allMisuseIsToldAtOnce() {
        assertThat(problems("allWrong"))
                .extracting(problem -> problem.substring(0, problem.indexOf(" = ")))
                .containsExactly("@Serialized(maxWait", "@Serialized(queue");
    }
}
