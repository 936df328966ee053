package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.time.Time;

/** What calls made from within inherit: whose children they are, and by when they must be over. */
interface Scope {

    boolean isWithin(long callId);

    /** Whether a call of this lineage came in with that very ticket and has not left yet. */
    boolean isWithin(Pass pass);

    long deadlineNanos();

    Time time();

    /** The same facts in a form that stays true after the call has ended and its frame serves another. */
    Scope lasting();

    /** The deadline that a call on that clock inherits; clocks of different engines cannot be compared. */
    default long deadlineOn(Time clock) {
        return clock == time() ? deadlineNanos() : Call.NO_DEADLINE;
    }
}
