package io.selvedge.it.monitoring;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Waits for what happens in other processes, all in all as long as a machine with other work to do may take. */
final class Patience {
    private static final int PAUSE_MILLIS = 200;

    private final long until;

    Patience(Duration atMost) {
        this.until = System.nanoTime() + atMost.toNanos();
    }

    /** Asks until the answer is enough, and at least once. */
    <T> T until(String what, Predicate<T> enough, Callable<T> question) throws Exception {
        T answer = question.call();
        while (!enough.test(answer)) {
            if (System.nanoTime() > until) {
                throw new AssertionError("Waited too long until " + what + ", and have " + answer);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            answer = question.call();
        }
        return answer;
    }
}
