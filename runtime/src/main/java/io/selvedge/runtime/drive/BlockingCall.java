package io.selvedge.runtime.drive;

import io.selvedge.failures.CallInterruptedException;
import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.CallTrace;
import io.selvedge.runtime.record.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The driver of methods that return values.
 *
 * <p>Woven code uses it as a loop around its own {@code proceed()}: begin by {@link Entry}, {@code enter}, then as long as
 * the last answer was true run the method and report how it ended, then {@code end}.
 *
 * <p>Confined to its thread, and used again by the thread's next call at the same depth.
 */
public sealed class BlockingCall extends BlockingWalk permits PaddedCall {

    /** What {@link #end()} answers when the method's own value stands. */
    public static final Object OWN_VALUE = new Object();

    private static final int SLOTS = 4;

    private final @Nullable Object[] slots = new Object[SLOTS];
    /** The thread works for the call, as far as those are concerned who follow it. */
    private CallTrace.@Nullable Entered entered;

    /** How many calls of the thread are around this one. */
    final int level;

    BlockingCall(CallStack stack, int level) {
        super(stack);
        this.level = level;
    }

    /** Runs a whole call whose method was handed over. */
    static @Nullable Object run(Plan plan, @Nullable Object self, @Nullable Object[] arguments, Body body)
            throws Throwable {
        BlockingCall call = Entry.beginHere(plan, self);
        return call == null ? body.run(arguments) : call.arguments(arguments).runAndEnd(self, body);
    }

    private @Nullable Object runAndEnd(@Nullable Object self, Body method) throws Throwable {
        on(self);
        littered = true;
        body = method;
        Object own = null;
        for (boolean in = enter(); in; ) {
            try {
                own = method.run(arguments);
                in = returned(own, true);
            } catch (Throwable thrown) {
                in = threw(thrown);
            }
        }
        Object other = end();
        return other == OWN_VALUE ? own : other;
    }

    /** Begins a call in this frame, which has just been taken. */
    BlockingCall open(Plan plan, @Nullable Object self, @Nullable Scope outer) {
        id = NO_ID;
        begin(plan, outer, 0);
        if (plan.showsSelf) {
            on(self);
        }
        startClock();
        return this;
    }

    @Override
    void follow(CallTrace follower) {
        littered = true;
        entered = follower.enter();
        trace = follower;
    }

    @Override
    void endTrace(Outcome outcome, @Nullable Throwable thrown) {
        if (entered != null) {
            entered.leave();
            entered = null;
        }
        super.endTrace(outcome, thrown);
    }

    BlockingCall arguments(int count, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        littered = true;
        slots[0] = a;
        slots[1] = b;
        slots[2] = c;
        arguments = slots;
        argumentCount = count;
        return this;
    }

    BlockingCall arguments(@Nullable Object[] all) {
        littered = true;
        arguments = all;
        argumentCount = all.length;
        return this;
    }

    /** Walks in; whether the method is to be run. */
    public boolean enter() {
        try {
            return walk(Heading.IN) == Heading.IN;
        } catch (Throwable e) {
            // There is no stack left to walk on, nor perhaps to end the call.
            stack.depth = level;
            if (stack.enteredAt > level) {
                stack.entered = parent;
                stack.enteredAt = level;
            }
            try {
                endTrace(Outcome.FAILURE, e);
            } catch (Throwable again) {
                trace = null;
                entered = null;
            }
            throw e;
        }
    }

    /** Whether {@link #returned(Object)} wants the value; where not, a primitive need not be boxed. */
    public boolean readsValue() {
        return plan.readsValue;
    }

    /** The method returned, and nobody wants to see what; whether it is to be run again. */
    public boolean returned() {
        return returned(null, false);
    }

    /** The method returned this; whether it is to be run again. */
    public boolean returned(@Nullable Object own) {
        return returned(own, plan.readsValue);
    }

    private boolean returned(@Nullable Object own, boolean seen) {
        timePassed();
        if (seen || littered) {
            take(seen ? own : null);
        }
        return walk(Heading.OUT) == Heading.IN;
    }

    private void take(@Nullable Object own) {
        littered = true;
        value = own;
        failure = null;
        replaced = false;
        diverted = false;
    }

    /** The method threw; whether it is to be run again. */
    public boolean threw(Throwable thrown) {
        timePassed();
        fail(thrown);
        return walk(Heading.OUT) == Heading.IN;
    }

    /**
     * Ends the call and gives its frame back.
     *
     * @return the value that stands in for the method's own, or {@link #OWN_VALUE}
     * @throws RuntimeException whatever the outcome is, if it is a failure, declared or not
     */
    public @Nullable Object end() {
        if (littered || plan.recorder != CallRecorder.NONE) {
            return endAndTidy();
        }
        stack.depth = level;
        if (stack.enteredAt > level) {
            stack.entered = parent;
            stack.enteredAt = level;
        }
        return OWN_VALUE;
    }

    private @Nullable Object endAndTidy() {
        Throwable thrown;
        Object outcome;
        try {
            if (failure != null && failure == waitInterrupted && !plan.declaresInterrupted) {
                failure = unchecked(waitInterrupted);
            }
            recordEnd(false);
            thrown = failure;
            outcome = replaced ? value : OWN_VALUE;
        } catch (Throwable e) {
            trace = null;
            entered = null;
            throw e;
        } finally {
            stack.depth = level;
            if (stack.enteredAt > level) {
                stack.entered = parent;
                stack.enteredAt = level;
            }
            close();
        }
        if (thrown != null) {
            throw Sneaky.rethrow(thrown);
        }
        return outcome;
    }

    /** The thread is asked to stop and the method cannot say so: leave the flag for whoever can. */
    private Throwable unchecked(InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        return new CallInterruptedException(plan.target.name(), plan.stages[waitStage].room(), interrupt);
    }

    /** Forgets the call, whose thread has left it. */
    void close() {
        if (body != null) {
            body = null;
        }
        if (duty != null) {
            duty = null;
        }
        if (waitInterrupted != null) {
            waitInterrupted = null;
        }
        if (argumentCount != 0) {
            clearSlots();
        }
        forget();
    }

    private void clearSlots() {
        slots[0] = null;
        slots[1] = null;
        slots[2] = null;
    }

    /** Begins the part of another call that lies behind a door of it, as a child of that scope. */
    void beginPart(Inner inner, Scope scope, @Nullable Duty worksFor, @Nullable Object[] all) {
        id = NO_ID;
        begin(inner.plan(), scope, inner.first());
        on(inner.self());
        duty = worksFor;
        stack.enteredAt = CallStack.NOWHERE;
        arguments(all);
    }

    /** Walks that part in and out; how it ended is left in value and failure until it is closed. */
    void runPart(Body method) {
        body = method;
        for (boolean in = enter(); in; ) {
            in = runOnce(method);
        }
    }

    private boolean runOnce(Body method) {
        try {
            return returned(method.run(arguments), true);
        } catch (Throwable thrown) {
            return threw(thrown);
        }
    }
}
