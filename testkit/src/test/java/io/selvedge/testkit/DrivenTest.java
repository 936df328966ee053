package io.selvedge.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DrivenTest {
    private final Thread test = Thread.currentThread();
    private final AtomicBoolean go = new AtomicBoolean();
    private final AtomicBoolean told = new AtomicBoolean();
    private final AtomicBoolean asked = new AtomicBoolean();

    @Test
    void whoIsLetGoWhileItIsCountedIsWaitedFor() {
        try (Driven driven = new Driven(Driven.Mode.BLOCKING)) {
            Running first = driven.started(() -> driven.time().await(go::get, Long.MAX_VALUE));
            Running second =
                    driven.started(() -> driven.time().await(unlessToldMeanwhile(driven, first), Long.MAX_VALUE));

            assertThat(second.isDone()).isTrue();
        }
    }

    /** Once the test's thread has seen that it does not hold, and before it has said so, the first ends and it holds. */
    private BooleanSupplier unlessToldMeanwhile(Driven driven, Running first) {
        return () -> {
            boolean before = told.get();
            if (Thread.currentThread() == test && asked.compareAndSet(false, true)) {
                go.set(true);
                driven.time().advanceTo(driven.time().nanos());
                first.ended();
                told.set(true);
                driven.time().advanceTo(driven.time().nanos());
            }
            return before;
        };
    }
}
