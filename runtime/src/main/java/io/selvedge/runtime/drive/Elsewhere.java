package io.selvedge.runtime.drive;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a blocking call, on another thread, which its caller can leave behind.
 *
 * <p>Whoever moves {@code state} away from RUNNING first decides: the worker ends it, or the caller abandons it. An
 * abandoned worker is interrupted once, before it can go on to something else, and settles its policies when it really
 * ends; its outcome is dropped.
 *
 * <p>Used by two threads; what they share is published by {@code state}.
 */
final class Elsewhere implements Runnable {
    private static final int NEW = 0;
    private static final int RUNNING = 1;
    private static final int ENDED = 2;
    private static final int LEAVING = 3;
    private static final int ABANDONED = 4;

    private final AtomicInteger state = new AtomicInteger(NEW);
    private final Thread caller = Thread.currentThread();
    private final Plan plan;
    private final @Nullable Object self;
    private final @Nullable Object[] arguments;
    private final int first;
    private final Scope scope;
    private final Body body;
    private final long startedNanos;
    private final long untilNanos;
    private final ContextCarrier.Captured context;
    private @Nullable Thread worker;
    private @Nullable Object value;
    private @Nullable Throwable failure;

    Elsewhere(BlockingWalk call, Body body, long untilNanos) {
        this.plan = call.plan;
        this.self = call.self();
        this.arguments = call.arguments();
        this.first = call.position;
        this.scope = call.lasting();
        this.body = body;
        this.startedNanos = call.startedNanos();
        this.untilNanos = untilNanos;
        this.context = plan.environment.carrier().capture();
    }

    @Override
    public void run() {
        worker = Thread.currentThread();
        if (state.compareAndSet(NEW, RUNNING)) {
            ContextCarrier.Worn worn = context.wear();
            try {
                BlockingCall.runRest(this);
            } finally {
                worn.takeOff();
            }
        }
    }

    /** The worker is through: tells the caller, or waits out the interrupt that the caller is sending. */
    void end(@Nullable Object value, @Nullable Throwable failure) {
        this.value = value;
        this.failure = failure;
        if (state.compareAndSet(RUNNING, ENDED)) {
            LockSupport.unpark(caller);
            return;
        }
        while (state.get() == LEAVING) {
            Thread.onSpinWait();
        }
        if (!(failure instanceof InterruptedException)) {
            Thread.interrupted();
        }
        plan.stages[first - 1].recorder().late(plan.environment.time().nanos() - untilNanos);
    }

    boolean ended() {
        return state.get() == ENDED;
    }

    /** Leaves the worker behind; false if it has ended, so that its outcome counts. */
    boolean abandon() {
        if (state.compareAndSet(NEW, ABANDONED)) {
            return true;
        }
        if (!state.compareAndSet(RUNNING, LEAVING)) {
            return false;
        }
        Thread running = worker;
        if (running != null) {
            running.interrupt();
        }
        state.set(ABANDONED);
        return true;
    }

    /** Whether the caller has left, so that the worker is to stop. */
    boolean leftBehind() {
        return state.get() >= LEAVING;
    }

    /** Gives the outcome to the call whose rest this was. */
    void tell(BlockingWalk call) {
        if (failure == null) {
            call.standIn(value);
        } else {
            call.fail(failure);
        }
    }

    Plan plan() {
        return plan;
    }

    @Nullable Object self() {
        return self;
    }

    @Nullable Object[] arguments() {
        return arguments;
    }

    int first() {
        return first;
    }

    Scope scope() {
        return scope;
    }

    Body body() {
        return body;
    }

    long startedNanos() {
        return startedNanos;
    }

    long untilNanos() {
        return untilNanos;
    }
}
