package io.selvedge.runtime.drive;

import io.selvedge.runtime.gate.Gate;
import io.selvedge.runtime.gate.Waiter;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous call that stands in line: granted, sent away, expired or cancelled, whichever comes first.
 *
 * <p>The gate decides: only who is told, or who withdraws with success, goes on with the call. The timer is armed before
 * the line is joined, so that a grant in the same moment finds it to disarm.
 */
final class StageWaiter extends Waiter {
    private final StageWalk call;
    private final Admission.Queue queue;
    private final long beganNanos;
    private @Nullable Wakeup expiry;
    private volatile boolean expired;

    StageWaiter(StageWalk call, Admission.Queue queue) {
        super(call.id());
        this.call = call;
        this.queue = queue;
        this.beganNanos = call.nanos();
    }

    Heading join() {
        startTimer(call.until(queue.maxNanos()));
        call.onCancel(this::cancel);
        Gate.Joined joined = queue.gate().join(this);
        if (joined == Gate.Joined.WAITING) {
            return standInLine();
        }
        stopTimer();
        return switch (joined) {
            case ENTERED -> call.pass(queue.then());
            case FULL -> call.refuse(queue.refusal().apply(Gate.FULL));
            default -> Heading.IN;
        };
    }

    /** What came between joining and now found nobody in line yet; it is made up for here. */
    private Heading standInLine() {
        if (expired && queue.gate().withdraw(this)) {
            return call.refuse(queue.refusal().apply(Gate.WAITED_TOO_LONG));
        }
        if (call.cancelled()) {
            cancel();
        }
        return Heading.STOP;
    }

    private void startTimer(long untilNanos) {
        if (untilNanos != Call.NO_DEADLINE) {
            expiry = new Wakeup(call.plan.environment, this::expire);
            call.time().arm(expiry, untilNanos);
        }
    }

    private void stopTimer() {
        if (expiry != null) {
            call.time().disarm(expiry);
        }
    }

    @Override
    protected void granted() {
        goOn(() -> call.enterAfterWait(queue.then(), beganNanos));
    }

    @Override
    protected void sentAway() {
        goOn(() -> call.refuseAfterWait(queue.refusal().apply(Gate.CLEARED), beganNanos));
    }

    private void goOn(Runnable end) {
        new Wakeup(call.plan.environment, () -> {
                    stopTimer();
                    end.run();
                })
                .handOver();
    }

    private void expire() {
        expired = true;
        if (queue.gate().withdraw(this)) {
            call.refuseAfterWait(queue.refusal().apply(Gate.WAITED_TOO_LONG), beganNanos);
        }
    }

    private void cancel() {
        if (queue.gate().withdraw(this)) {
            stopTimer();
            call.cancelAfterWait(beganNanos);
        }
    }
}
