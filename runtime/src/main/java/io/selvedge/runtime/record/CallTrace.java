package io.selvedge.runtime.record;

import org.jspecify.annotations.Nullable;

/**
 * Follows one call from its beginning to its end, for those who ask {@link CallRecorder#follow()} for that.
 *
 * <p>Thread-safe: told by whichever thread has the call, and where the call has children by theirs too. Returns at once,
 * throws nothing. What is told after the end is of no interest.
 */
public interface CallTrace {

    /** Has the calling thread work for this call, until what is answered is left on the same thread. */
    Entered enter();

    /** Whom to tell what happens to this call at one policy. */
    StageRecorder stage(String room);

    /**
     * Follows a child call that begins now, to an end of its own.
     *
     * @param room whose child it is
     */
    CallTrace child(String room);

    /** One whose children belong to what the calling thread works for, or to this call if to nothing. */
    CallTrace here();

    /**
     * The call has ended. Told once, on whichever thread.
     *
     * @param failure what it ended with, or {@code null} after a value
     */
    void ended(Outcome outcome, @Nullable Throwable failure);

    /** A thread's work for a call. Confined to that thread. */
    @FunctionalInterface
    interface Entered {
        void leave();
    }
}
