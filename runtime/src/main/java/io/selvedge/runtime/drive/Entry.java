package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Pass;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a blocking call begins: at a glance, where its policies allow that, or with a frame of its thread's.
 *
 * <p>Called by woven code. Thread-safe: without state of its own.
 */
public final class Entry {
    private Entry() {}

    /**
     * Lets a call in that may need no frame. If it returns, {@link #left} is the end of it; if it throws, {@link #goOn}
     * takes over.
     *
     * @return the ticket, or {@code null} if the call must {@link #begin}
     */
    public static @Nullable Pass glance(Plan plan, @Nullable Object self) {
        Glance glance = plan.open;
        return glance == null ? null : glance.admit(self);
    }

    /** The call that was let in at a glance has returned. */
    public static void left(Plan plan, Pass pass) {
        Objects.requireNonNull(plan.glance).settle(pass);
    }

    /** Gives a frame to the call that was let in at a glance, since what becomes of its failure takes more. */
    public static BlockingCall goOn(Plan plan, @Nullable Object self, Pass pass) {
        CallStack stack = CallStack.here();
        BlockingCall call = beginOn(stack, plan, self, stack.current());
        Objects.requireNonNull(plan.glance).handTo(call, pass);
        return call;
    }

    /**
     * Begins a call whose arguments no policy wants to see.
     *
     * @return the call, or {@code null} if there is nothing to do but to run the method: since this is the overridden
     *     half of the call that the thread is in, or because the plan's method is handed over as a closure instead
     */
    public static @Nullable BlockingCall begin(Plan plan, @Nullable Object self) {
        return plan.needsClosure() ? null : beginHere(plan, self);
    }

    /** As {@link #begin}, also where the method was handed over. */
    static @Nullable BlockingCall beginHere(Plan plan, @Nullable Object self) {
        CallStack stack = CallStack.here();
        Scope around = stack.current();
        return CallStack.isCallOfSuper(around, plan, self) ? null : beginOn(stack, plan, self, around);
    }

    private static BlockingCall beginOn(CallStack stack, Plan plan, @Nullable Object self, @Nullable Scope around) {
        int depth = stack.depth;
        try {
            return stack.takeFrame().open(plan, self, around);
        } catch (Throwable e) {
            // The thread's stack or the memory is at its end: nothing is called any more.
            stack.depth = depth;
            throw e;
        }
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
}
