package io.selvedge.runtime.drive;

import io.selvedge.runtime.record.Outcome;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a blocking call, on another thread, which its caller can leave behind.
 *
 * <p>The duty decides: the worker ends it, or the caller abandons it. An abandoned worker settles its policies when it
 * really ends; its outcome is dropped.
 *
 * <p>Used by two threads; what they share is published by the duty.
 */
final class Elsewhere implements Runnable {
    private final Duty duty = new Duty();
    private final Thread caller = Thread.currentThread();
    private final Inner inner;
    private final @Nullable Object[] arguments;
    private final Scope scope;
    private final long startedNanos;
    private final long untilNanos;
    private final ContextCarrier.Captured context;
    private @Nullable Object value;
    private @Nullable Throwable failure;
    private boolean diverted;

    Elsewhere(BlockingWalk call, long untilNanos) {
        this.inner = call.inner(call.position);
        this.arguments = call.arguments();
        this.scope = call.lasting();
        this.startedNanos = call.startedNanos();
        this.untilNanos = untilNanos;
        this.context = call.captureContext();
    }

    /** Hands itself over; does not throw where the executor says no and has begun it nevertheless. */
    void begin() {
        try {
            inner.plan().environment.executor().execute(this);
        } catch (Throwable refused) {
            if (duty.withdraw()) {
                throw refused;
            }
        }
    }

    @Override
    public void run() {
        if (duty.begin()) {
            boolean consumed = false;
            try {
                consumed = walkInContext();
            } catch (Throwable bug) {
                failure = bug;
            } finally {
                end(consumed);
            }
        }
    }

    private boolean walkInContext() {
        ContextCarrier.Worn worn = context.wear();
        try (ChildFrame frame = new ChildFrame(inner, scope, duty)) {
            frame.runRest(arguments, startedNanos, untilNanos);
            value = frame.value();
            failure = frame.failure();
            diverted = frame.outcome() == Outcome.FALLBACK;
            return frame.interrupt() != null;
        } finally {
            worn.takeOff();
        }
    }

    private void end(boolean consumed) {
        if (duty.end(consumed)) {
            LockSupport.unpark(caller);
        } else {
            Plan plan = inner.plan();
            plan.stages[inner.first() - 1]
                    .recorder()
                    .late(plan.environment.time().nanos() - untilNanos);
        }
    }

    boolean ended() {
        return duty.ended();
    }

    /** Leaves the worker behind; false if it has ended, so that its outcome counts. */
    boolean abandon() {
        return duty.callOff();
    }

    /** Gives the outcome to the call whose rest this was. */
    void tell(BlockingWalk call) {
        if (failure == null) {
            call.standIn(value);
            call.diverted = diverted;
        } else {
            call.fail(failure);
        }
    }
}
