package io.selvedge.runtime.drive;

import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A call that waits for a stage behind a limit that is only noted: the first of the stage's end and the limit decides how
 * it goes on. At its end the call goes on as it is, if all is settled by that; else, and at the limit, what lies behind
 * the limit becomes a call of its own.
 *
 * <p>Used by the thread that has the call, by that of the alarm, and by whichever ends the stage.
 */
final class LimitedWait extends HandedOver
        implements BiConsumer<@Nullable Object, @Nullable Throwable>, Undo, StageWalk.Step {
    private final LimitedWalk call;
    private final CompletionStage<@Nullable Object> stage;
    private final HostWalk.Taker taker;
    /** Claimed by the first of the stage's end and the limit. */
    private final Turn turn = new Turn();
    /** Whether that was the limit. */
    private boolean over;

    LimitedWait(LimitedWalk call, CompletionStage<@Nullable Object> stage, HostWalk.Taker taker) {
        super(call.plan.environment);
        this.call = call;
        this.stage = stage;
        this.taker = taker;
    }

    Heading begin() {
        call.onCancel(this);
        try {
            call.time().arm(this, call.deadlineNanos);
        } catch (Throwable refused) {
            // There may be an alarm for the next one to ask, and who knows what to do if there is none.
            return call.apart(this::awaitEnd);
        }
        try {
            stage.whenComplete(this);
        } catch (Throwable bug) {
            accept(null, bug);
        }
        if (!turn.leave()) {
            return goOnHere();
        }
        if (call.cancelled()) {
            undo();
        }
        return Heading.STOP;
    }

    /** The stage has ended. Only the first end counts: the frame may have gone on since. */
    @Override
    public void accept(@Nullable Object own, @Nullable Throwable thrown) {
        if (turn.claim()) {
            try {
                taker.take(call, own, thrown);
            } catch (Throwable bug) {
                // Nobody else goes on with the call.
                call.fail(bug);
            }
            end();
        }
    }

    /** The limit has come. */
    @Override
    void act() {
        if (turn.claim()) {
            over = true;
            end();
        }
    }

    private void end() {
        if (turn.end()) {
            call.goOn((StageWalk.Step) this);
        }
    }

    /** On the caller's thread, which cannot leave: the limit stays noted. */
    private Heading goOnHere() {
        call.timePassed();
        if (over) {
            return leaveBehind();
        }
        call.time().disarm(this);
        return Heading.OUT;
    }

    /** The call goes on, on a thread that its caller does not wait for. */
    @Override
    public Heading step() {
        if (over) {
            return leaveBehind();
        }
        call.time().disarm(this);
        boolean settled = call.failure == null && !call.plan.readsValue;
        return settled ? call.endInTime() : limit().settle();
    }

    private Heading leaveBehind() {
        boolean isLookedAt = call.plan.readsValue && HostWalk.isDone(stage);
        return limit().leaveBehind(isLookedAt ? this::lookElsewhere : this::awaitEnd);
    }

    private Heading awaitEnd(StageCall inner) {
        return inner.awaitEnd(stage, taker);
    }

    /** To look at a result may take the time of users, and the caller is to be told first. */
    private Heading lookElsewhere(StageCall inner) {
        new Wakeup(call.plan.environment, () -> inner.goOn(() -> awaitEnd(inner))).handOver();
        return Heading.STOP;
    }

    private StageLimit limit() {
        return new StageLimit(call, call.deadlineNanos);
    }

    @Override
    public void undo() {
        HostWalk.cancel(stage);
    }
}
