package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Pass;
import java.lang.ref.WeakReference;

/**
 * What an asynchronous call holds, for those who were made part of it. The call is kept alive by whatever it waits for, and
 * not by those who ask.
 *
 * <p>Any thread may ask; moved by the one that has the call.
 */
final class StageTickets implements Inherited.Tickets {
    private volatile WeakReference<LimitedWalk> holder;

    StageTickets(LimitedWalk holder) {
        this.holder = new WeakReference<>(holder);
    }

    /** From now on that one holds it. */
    void by(LimitedWalk other) {
        holder = new WeakReference<>(other);
    }

    /** Asks once more if the holder has changed meanwhile: the first one may have given the ticket away by then. */
    @Override
    public boolean hold(Pass pass, long callId) {
        WeakReference<LimitedWalk> asked;
        do {
            asked = holder;
            LimitedWalk live = asked.get();
            if (live != null && live.hold(pass, callId)) {
                return true;
            }
        } while (asked != holder);
        return false;
    }
}
