package io.selvedge.runtime.policy;

import io.selvedge.runtime.time.Time;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What lies behind a policy's door, inner policies and method, for a policy that runs it later, several times, or with
 * other arguments. Every run is a child of the call that was asked about: it inherits that call's lineage, deadline and
 * context.
 *
 * <p>Thread-safe; stays valid after the call has ended.
 */
public interface Rest {

    /** The engine's clock. */
    Time time();

    /** The engine's executor: for code of users that must not run on whichever thread happens to be at hand. */
    Executor executor();

    /** The same without the deadline of the call: for work that outlives its first caller. */
    Rest withoutDeadline();

    /**
     * The same as a child of the call that the calling thread is in now, or of none, with its deadline and context, in
     * place of the call that was asked about: for work that somebody else may ask for later.
     */
    Rest here();

    /**
     * Runs it on the calling thread, in that thread's context. Of methods that return values only.
     *
     * @param arguments all arguments of the method; not changed
     * @return what the method returned, or what a policy put in its place
     * @throws Throwable the failure of the run
     */
    @Nullable Object run(@Nullable Object[] arguments) throws Throwable;

    /**
     * Starts it beside the caller: on another thread, or for a method that returns a stage on whichever the method
     * chooses, its body beginning on a thread of the engine's executor.
     *
     * @param arguments all arguments of the method; not changed
     * @param ended told exactly once, with the value or the failure, by the thread that ended the run; must return at
     *     once
     */
    Errand start(@Nullable Object[] arguments, BiConsumer<@Nullable Object, @Nullable Throwable> ended);

    /** A run under way beside its caller. */
    interface Errand {

        /**
         * Tells the run to end: interrupts its thread, or cancels its stage. It still tells its end; a run that has
         * not begun ends with a {@link java.util.concurrent.CancellationException} at once. Calling it late, or twice,
         * does nothing.
         */
        void cancel();
    }
}
