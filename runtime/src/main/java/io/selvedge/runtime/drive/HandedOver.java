package io.selvedge.runtime.drive;

import io.selvedge.runtime.memory.Fields;
import io.selvedge.runtime.time.Alarm;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that is done once on the executor, at a moment or now, away from the thread that tells the time or gives a
 * place.
 *
 * <p>An executor that cannot take it, since the machine has no thread left, is asked again a little later, for as long as
 * it takes: a call then goes on late, and what it holds comes home; a lost task would be a call without end.
 */
abstract class HandedOver extends Alarm implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(HandedOver.class);
    private static final long ASK_AGAIN_NANOS = 10_000_000;
    private static final VarHandle BEGUN = Fields.handle(MethodHandles.lookup(), "begun", boolean.class);

    private final Environment environment;
    /** Told apart from an executor that took the task and failed in it or after it. */
    private volatile boolean begun;

    HandedOver(Environment environment) {
        this.environment = environment;
    }

    /** Done on the executor. */
    abstract void act();

    @Override
    protected final void ring() {
        handOver();
    }

    /** Without waiting for a moment. */
    final void handOver() {
        try {
            environment.executor().execute(this);
        } catch (Throwable refused) {
            if (begun) {
                // The task goes on, and whoever hands it over has others to tell: those next in a line, say.
                log.warn("The executor took a task, and then failed. The task was begun.", refused);
                return;
            }
            // Another alarm: whoever disarms this one late must find nothing to disarm.
            environment.time().arm(new AskAgain(this), environment.time().nanos() + ASK_AGAIN_NANOS);
        }
    }

    @Override
    public final void run() {
        if (BEGUN.compareAndSet(this, false, true)) {
            act();
        }
    }

    /** Asks the executor again for the same task, however often that has been refused. */
    private static final class AskAgain extends Alarm {
        private final HandedOver refused;

        AskAgain(HandedOver refused) {
            this.refused = refused;
        }

        @Override
        protected void ring() {
            refused.handOver();
        }
    }
}
