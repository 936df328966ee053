package io.selvedge.runtime.drive;

import io.selvedge.failures.CallInterruptedException;
import io.selvedge.runtime.policy.Verdict;
import io.selvedge.runtime.record.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A frame of the calling thread on which it walks what lies behind a call's door, as often as there are children of that
 * call.
 *
 * <p>Confined to its thread, which closes it before it goes back to what it did.
 */
final class ChildFrame implements AutoCloseable {
    private final Inner inner;
    private final Scope scope;
    private final @Nullable Duty duty;
    private final CallStack stack = CallStack.here();
    private final int depth = stack.depth;
    private final @Nullable Scope around = stack.entered;
    private final int aroundAt = stack.enteredAt;
    private final BlockingCall call = stack.takeFrame();
    /** Whether children meet no policy and nobody follows them: then all of them are one call on one frame. */
    private final boolean bare;

    private boolean begun;
    private @Nullable Object value;
    private @Nullable Throwable failure;
    private @Nullable InterruptedException interrupt;
    private Outcome outcome = Outcome.SUCCESS;

    /**
     * @param scope the parent of the children, and of the calls that are made between them
     * @param duty for whom the thread works, if not for itself
     */
    ChildFrame(Inner inner, Scope scope, @Nullable Duty duty) {
        this.inner = inner;
        this.scope = scope;
        this.duty = duty;
        this.bare = inner.first() == inner.plan().stages.length && inner.trace() == null;
        stack.enter(scope);
    }

    /** Runs one child to its end, which is to be asked for before the next. */
    void run(@Nullable Object[] arguments, Verdict.@Nullable Invocation instead) {
        Body body = instead == null ? inner.body() : own -> instead.run();
        if (bare) {
            runBare(arguments, body);
            return;
        }
        try {
            call.beginPart(inner, scope, duty, arguments);
            call.followAsChild(inner);
            walk(call, body);
            call.endTrace(outcome, failure);
            call.close();
        } finally {
            backOnFrame();
        }
    }

    private void runBare(@Nullable Object[] arguments, Body body) {
        try {
            if (!begun) {
                call.beginPart(inner, scope, duty, arguments);
                begun = true;
            }
            stack.enteredAt = CallStack.NOWHERE;
            value = body.run(arguments);
            failure = null;
            interrupt = null;
            outcome = Outcome.SUCCESS;
        } catch (Throwable thrown) {
            failed(thrown);
        } finally {
            backOnFrame();
        }
    }

    private void failed(Throwable thrown) {
        value = null;
        failure = thrown;
        interrupt = thrown instanceof InterruptedException own ? own : null;
        outcome = call.outcomeOf(thrown);
    }

    /** Runs the rest of a call, which has begun on another thread and is to be over at that moment. */
    void runRest(@Nullable Object[] arguments, long startedNanos, long untilNanos) {
        try {
            call.beginPart(inner, scope, duty, arguments);
            call.continueSince(startedNanos, untilNanos);
            call.trace = inner.trace();
            walk(call, inner.body());
            call.trace = null;
            call.close();
        } finally {
            backOnFrame();
        }
    }

    /** Also where a child has met the end of the thread's stack, which takes the frame off. */
    private void backOnFrame() {
        stack.entered = scope;
        stack.enteredAt = depth + 1;
        stack.depth = depth + 1;
    }

    private void walk(BlockingCall part, Body body) {
        try {
            part.runPart(body);
            value = part.value;
            failure = part.failure;
            interrupt = failure instanceof InterruptedException own ? own : null;
            outcome = part.outcome();
            if (failure != null && failure == part.waitInterrupted && !inner.plan().declaresInterrupted) {
                failure = undeclared(part, part.waitInterrupted);
            }
        } catch (Throwable bug) {
            value = null;
            failure = bug;
            interrupt = null;
            outcome = Outcome.FAILURE;
        }
    }

    private Throwable undeclared(BlockingCall part, InterruptedException interrupt) {
        Plan plan = inner.plan();
        return new CallInterruptedException(plan.target.name(), plan.stages[part.waitStage].room(), interrupt);
    }

    @Nullable Object value() {
        return value;
    }

    @Nullable Throwable failure() {
        return failure;
    }

    /** The interrupt that the last child has answered to. */
    @Nullable InterruptedException interrupt() {
        return interrupt;
    }

    Outcome outcome() {
        return outcome;
    }

    @Override
    public void close() {
        if (begun) {
            call.close();
        }
        stack.entered = around;
        stack.enteredAt = aroundAt;
        stack.depth = depth;
    }
}
