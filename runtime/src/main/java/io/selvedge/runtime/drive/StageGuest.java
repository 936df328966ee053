package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous call that waits for the end of somebody else's run: told, out of time or cancelled, whichever comes
 * first.
 */
final class StageGuest {
    private final StageWalk call;
    private final Admission.Join join;
    private final long beganNanos;
    private final Turn turn = new Turn();
    private final AtomicReference<StageWalk.@Nullable Step> end = new AtomicReference<>();
    private @Nullable Wakeup alarm;

    StageGuest(StageWalk call, Admission.Join join) {
        this.call = call;
        this.join = join;
        this.beganNanos = call.nanos();
    }

    Heading await() {
        startTimer(call.deadlineNanos());
        call.onCancel(this::cancel);
        join.end().whenComplete((value, failure) -> end(() -> take(value, failure)));
        if (call.cancelled()) {
            cancel();
        }
        return turn.leave() ? Heading.STOP : conclude();
    }

    private void startTimer(long untilNanos) {
        if (untilNanos != Call.NO_DEADLINE) {
            alarm = new Wakeup(call.plan.environment, this::expire);
            call.time().arm(alarm, untilNanos);
        }
    }

    private Heading take(@Nullable Object value, @Nullable Throwable failure) {
        return failure == null ? call.standIn(value) : call.fail(failure);
    }

    private void expire() {
        end(() -> leave(call.refuse(join.refusal().get())));
    }

    private void cancel() {
        end(() -> leave(call.fail(new CancellationException())));
    }

    private Heading leave(Heading heading) {
        join.left().run();
        return heading;
    }

    /** The first end counts. */
    private void end(StageWalk.Step how) {
        if (end.compareAndSet(null, how) && turn.end()) {
            call.goOn(() -> {
                call.waited(beganNanos);
                return conclude();
            });
        }
    }

    private Heading conclude() {
        if (alarm != null) {
            call.time().disarm(alarm);
        }
        StageWalk.Step how = end.get();
        return how == null ? call.fail(new IllegalStateException("joined, and not ended")) : how.step();
    }
}
