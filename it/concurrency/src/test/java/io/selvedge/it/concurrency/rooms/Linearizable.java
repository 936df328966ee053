package io.selvedge.it.concurrency.rooms;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/** How long Lincheck looks, in short and, with {@code -Dselvedge.soak=true}, at length. */
public final class Linearizable {
    /** Scenarios have two threads, and one before and after them; Lincheck counts from 0. */
    public static final int MOST_THREADS = 4;

    private static final boolean SOAK = Boolean.getBoolean("selvedge.soak");

    private Linearizable() {}

    public static void passes(Class<?> operations, Class<?> sequential) {
        options(sequential).iterations(SOAK ? 200 : 12).check(operations);
    }

    public static void fails(Class<?> operations, Class<?> sequential) {
        assertThatThrownBy(() -> options(sequential)
                        .iterations(1000)
                        .minimizeFailedScenario(false)
                        .check(operations))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("Invalid execution results");
    }

    private static ModelCheckingOptions options(Class<?> sequential) {
        return new ModelCheckingOptions()
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(4)
                .actorsAfter(2)
                .invocationsPerIteration(SOAK ? 5000 : 200)
                .sequentialSpecification(sequential);
    }
}
