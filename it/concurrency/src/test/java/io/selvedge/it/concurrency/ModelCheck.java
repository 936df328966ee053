package io.selvedge.it.concurrency;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/** How long Lincheck looks, in short and, with {@code -Dselvedge.soak=true}, at length. */
public final class ModelCheck {
    /** Scenarios have two threads, and one before and after them; Lincheck counts from 0. */
    public static final int MOST_THREADS = 4;

    private static final boolean SOAK = Boolean.getBoolean("selvedge.soak");

    private ModelCheck() {}

    /** Whatever threads do to each other, it behaves as if one operation happened after the other. */
    public static void passes(Class<?> operations, Class<?> sequential) {
        options(sequential).iterations(SOAK ? 200 : 12).check(operations);
    }

    /** For a twin with a planted bug: it is seen to behave otherwise. */
    public static void fails(Class<?> operations, Class<?> sequential) {
        fails(operations, sequential, "Invalid execution results");
    }

    /** For a twin with a planted bug that its own operations complain of. */
    public static void fails(Class<?> operations, Class<?> sequential, String complaint) {
        assertThatThrownBy(() -> options(sequential)
                        .iterations(1000)
                        .minimizeFailedScenario(false)
                        .check(operations))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining(complaint);
    }

    private static ModelCheckingOptions options(Class<?> sequential) {
        return new ModelCheckingOptions()
                .addGuarantee(forClasses(
                                "java.util.concurrent.ConcurrentHashMap",
                                "java.util.concurrent.ConcurrentHashMap$BaseIterator",
                                "java.util.concurrent.ConcurrentHashMap$ValueIterator")
                        .allMethods()
                        .treatAsAtomic())
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(2)
                .invocationsPerIteration(SOAK ? 5000 : 200)
                .sequentialSpecification(sequential);
    }
}
