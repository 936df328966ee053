package io.selvedge.runtime.drive;

import io.selvedge.failures.CallInterruptedException;
import io.selvedge.runtime.gate.Gate;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Limit;
import io.selvedge.runtime.policy.Verdict;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The driver of methods that return values: waits on the caller's own thread, platform or virtual.
 *
 * <p>Woven code uses it as a loop around its own {@code proceed()}: {@code begin}, {@code enter}, then as long as the
 * last answer was true run the method and report how it ended, then {@code end}.
 *
 * <p>Confined to its thread, and used again by the thread's next call at the same depth.
 */
public final class BlockingCall extends Walk {

    /** What {@link #end()} answers when the method's own value stands. */
    public static final Object OWN_VALUE = new Object();

    private static final int SLOTS = 4;

    private final CallStack stack;
    private final @Nullable Object[] slots = new Object[SLOTS];
    private InterruptAlarm[] alarms = {};
    private @Nullable Body body;
    private @Nullable Scope around;
    private @Nullable InterruptedException waitInterrupted;

    BlockingCall(CallStack stack) {
        this.stack = stack;
    }

    /**
     * Begins a call whose arguments no policy wants to see.
     *
     * @return the call, or {@code null} if this is the overridden half of the call that the thread is in: then just run
     *     the method
     */
    public static @Nullable BlockingCall begin(Plan plan, @Nullable Object self) {
        CallStack stack = CallStack.here();
        return stack.isCallOfSuper(plan, self) ? null : stack.takeFrame().open(plan, self);
    }

    /** Begins a call with one argument, as {@link #begin(Plan, Object)} does. */
    public static @Nullable BlockingCall begin1(Plan plan, @Nullable Object self, @Nullable Object a) {
        BlockingCall call = begin(plan, self);
        return call == null ? null : call.arguments(1, a, null, null);
    }

    /** Begins a call with two arguments, as {@link #begin(Plan, Object)} does. */
    public static @Nullable BlockingCall begin2(
            Plan plan, @Nullable Object self, @Nullable Object a, @Nullable Object b) {
        BlockingCall call = begin(plan, self);
        return call == null ? null : call.arguments(2, a, b, null);
    }

    /** Begins a call with three arguments, as {@link #begin(Plan, Object)} does. */
    public static @Nullable BlockingCall begin3(
            Plan plan, @Nullable Object self, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        BlockingCall call = begin(plan, self);
        return call == null ? null : call.arguments(3, a, b, c);
    }

    /** Begins a call with any arguments, as {@link #begin(Plan, Object)} does. */
    public static @Nullable BlockingCall beginN(Plan plan, @Nullable Object self, @Nullable Object[] arguments) {
        BlockingCall call = begin(plan, self);
        return call == null ? null : call.arguments(arguments);
    }

    /** Runs a whole call whose method was handed over. */
    static @Nullable Object run(Plan plan, @Nullable Object self, @Nullable Object[] arguments, Body body)
            throws Throwable {
        BlockingCall call = beginN(plan, self, arguments);
        return call == null ? body.run() : call.runAndEnd(body);
    }

    private @Nullable Object runAndEnd(Body method) throws Throwable {
        body = method;
        Object own = null;
        for (boolean in = enter(); in; ) {
            try {
                own = method.run();
                in = returned(own, true);
            } catch (Throwable thrown) {
                in = threw(thrown);
            }
        }
        Object other = end();
        return other == OWN_VALUE ? own : other;
    }

    private BlockingCall open(Plan plan, @Nullable Object self) {
        id = stack.newId();
        Scope outer = stack.enter(this);
        around = outer;
        begin(plan, self, outer, 0);
        startClock();
        return this;
    }

    private BlockingCall arguments(int count, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
        slots[0] = a;
        slots[1] = b;
        slots[2] = c;
        arguments = slots;
        argumentCount = count;
        return this;
    }

    private BlockingCall arguments(@Nullable Object[] all) {
        arguments = all;
        argumentCount = all.length;
        return this;
    }

    /** Walks in; whether the method is to be run. */
    public boolean enter() {
        return walk(Heading.IN) == Heading.IN;
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
        return returned(own, true);
    }

    private boolean returned(@Nullable Object own, boolean seen) {
        timePassed();
        value = seen ? own : null;
        failure = null;
        replaced = false;
        return walk(Heading.OUT) == Heading.IN;
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
        Throwable thrown = failure;
        if (thrown != null && thrown == waitInterrupted && !plan.declaresInterrupted) {
            thrown = unchecked(waitInterrupted);
            failure = thrown;
        }
        Object outcome = replaced ? value : OWN_VALUE;
        recordEnd(false);
        close();
        if (thrown != null) {
            throw Sneaky.rethrow(thrown);
        }
        return outcome;
    }

    /** The thread is asked to stop and the method cannot say so: leave the flag for whoever can. */
    private Throwable unchecked(InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        return new CallInterruptedException(plan.target.name(), "", interrupt);
    }

    private void close() {
        stack.leave(around);
        stack.returnFrame();
        around = null;
        body = null;
        waitInterrupted = null;
        slots[0] = null;
        slots[1] = null;
        slots[2] = null;
        forget();
    }

    @Override
    Heading limit(Limit limit) {
        if (limit.elsewhere()) {
            return elsewhere(limit);
        }
        long at = nanos() + limit.nanos();
        InterruptAlarm alarm = alarm(position - 1);
        alarm.begin(deadlineNanos);
        deadlineNanos = Math.min(deadlineNanos, at);
        clockOf().arm(alarm, at);
        return Heading.IN;
    }

    private InterruptAlarm alarm(int stage) {
        if (alarms.length <= stage) {
            alarms = Arrays.copyOf(alarms, passes.length);
        }
        if (alarms[stage] == null) {
            alarms[stage] = new InterruptAlarm(Thread.currentThread());
        }
        return alarms[stage];
    }

    @Override
    void lift(Limit limit) {
        if (limit.elsewhere()) {
            return;
        }
        InterruptAlarm alarm = alarms[position];
        deadlineNanos = alarm.outerDeadline();
        if (alarm.stop(clockOf())) {
            if (!(failure instanceof InterruptedException)) {
                // The interrupt was ours and nobody has consumed it. An InterruptedException would have.
                Thread.interrupted();
            }
            expire(limit);
        }
    }

    /** Runs the rest of the call on another thread, which this one can leave behind at the limit. */
    private Heading elsewhere(Limit limit) {
        long until = until(limit.nanos());
        Elsewhere rest = new Elsewhere(this, Objects.requireNonNull(body), until);
        plan.environment.executor().execute(rest);
        try {
            clockOf().await(rest::ended, until);
        } catch (InterruptedException interrupt) {
            timePassed();
            return rest.abandon() ? interrupted(interrupt) : takeOver(rest, interrupt);
        }
        timePassed();
        if (rest.abandon()) {
            expire(limit);
        } else {
            rest.tell(this);
        }
        return Heading.OUT;
    }

    /** The rest had ended before it could be abandoned: its outcome stands, and so does the interrupt. */
    private Heading takeOver(Elsewhere rest, InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        rest.tell(this);
        if (failure != null) {
            failure.addSuppressed(interrupt);
        }
        return Heading.OUT;
    }

    @Override
    public Heading pause(Admission.Pause pause) {
        if (!fitsDeadline(pause.nanos())) {
            pause.abandoned().run();
            return refuse(pause.refusal().get());
        }
        try {
            clockOf().pause(pause.nanos());
        } catch (InterruptedException interrupt) {
            timePassed();
            pause.abandoned().run();
            return interrupted(interrupt);
        }
        timePassed();
        stageRecorder().waited(pause.nanos());
        return pass(pause.then());
    }

    @Override
    public Heading queue(Admission.Queue queue) {
        BlockedWaiter waiter = new BlockedWaiter(Thread.currentThread(), id);
        return switch (queue.gate().join(waiter)) {
            case ENTERED -> pass(queue.then());
            case FULL -> refuse(queue.refusal().apply(Gate.FULL));
            case GONE -> Heading.IN;
            case WAITING -> standInLine(queue, waiter);
        };
    }

    private Heading standInLine(Admission.Queue queue, BlockedWaiter waiter) {
        long began = nanos();
        InterruptedException interrupt = null;
        try {
            clockOf().await(waiter, until(queue.maxNanos()));
        } catch (InterruptedException e) {
            interrupt = e;
        }
        timePassed();
        stageRecorder().waited(nanos() - began);
        boolean entered = waiter.getAsBoolean() || !queue.gate().withdraw(waiter);
        if (interrupt == null) {
            return entered ? pass(queue.then()) : refuse(queue.refusal().apply(Gate.WAITED_TOO_LONG));
        }
        if (entered) {
            // Granted at the last moment: go in and straight out again, so that the place is given back as ever.
            pass(queue.then());
        }
        return interrupted(interrupt);
    }

    private Heading interrupted(InterruptedException interrupt) {
        waitInterrupted = interrupt;
        return failInstead(interrupt, failure);
    }

    @Override
    public Heading again(Verdict.Again again) {
        if (!mayGoOn() || Thread.currentThread().isInterrupted()) {
            return keep("interrupted");
        }
        if (!fitsDeadline(again.delayNanos())) {
            return keep("deadline");
        }
        stageRecorder().again(again.delayNanos());
        if (again.delayNanos() > 0) {
            try {
                clockOf().pause(again.delayNanos());
            } catch (InterruptedException interrupt) {
                timePassed();
                return interrupted(interrupt);
            }
            timePassed();
        }
        return tryAgain(again.pass());
    }

    @Override
    public Heading divert(Verdict.Divert divert) {
        Throwable original = failure;
        stageRecorder().diverted();
        try {
            standIn(divert.invocation().run());
            diverted = true;
        } catch (Throwable thrown) {
            failInstead(thrown, original);
        }
        timePassed();
        return Heading.OUT;
    }

    /** Walks the rest of another call on this thread: everything behind the stage that is to be left in time. */
    static void runRest(Elsewhere rest) {
        CallStack stack = CallStack.here();
        BlockingCall call = stack.takeFrame();
        call.id = stack.newId();
        call.around = stack.enter(call);
        call.continueFrom(rest.plan(), rest.self(), rest.scope(), rest.first(), rest.startedNanos());
        call.deadlineNanos = rest.untilNanos();
        call.arguments(rest.arguments());
        try {
            for (boolean in = call.enter(); in; ) {
                in = call.runOnce(rest.body());
            }
            rest.end(call.value, call.failure);
        } finally {
            call.close();
        }
    }

    private boolean runOnce(Body method) {
        try {
            return returned(method.run(), true);
        } catch (Throwable thrown) {
            return threw(thrown);
        }
    }

    @Override
    public Scope lasting() {
        return new Inherited(id, deadlineNanos, time(), parent == null ? null : parent.lasting());
    }
}
