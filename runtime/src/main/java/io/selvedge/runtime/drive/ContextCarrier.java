package io.selvedge.runtime.drive;

import io.selvedge.runtime.record.CallTrace;

/**
 * Carries a caller's context, such as logging fields and trace spans, to the threads on which the engine runs code for
 * that caller. Thread-safe.
 */
public interface ContextCarrier {

    /** Carries nothing. */
    ContextCarrier NONE = () -> Captured.NOTHING;

    /** Takes the calling thread's context. */
    Captured capture();

    /** A context taken once, put on as often as needed. */
    interface Captured {
        Captured NOTHING = () -> () -> {};

        /** Puts the context on the calling thread, until the answer is taken off on the same thread. */
        Worn wear();

        /** This context, worn by threads that work for that call. */
        default Captured within(CallTrace trace) {
            return () -> wear().within(trace);
        }
    }

    /** A context being worn. */
    interface Worn {
        void takeOff();

        /** The thread that wears this works for that call, too, until it takes off what is answered. */
        default Worn within(CallTrace trace) {
            CallTrace.Entered entered = trace.enter();
            return () -> {
                entered.leave();
                takeOff();
            };
        }
    }
}
