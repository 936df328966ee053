package io.selvedge.runtime.keys;

import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import org.jspecify.annotations.Nullable;

/**
 * The state behind one key of a policy, or behind all of it where there is no key.
 *
 * <p>Thread-safe.
 */
public interface Door {

    /** Decides as {@code Policy.admit} does; {@code null} once {@link #retire()} has succeeded: look the key up anew. */
    @Nullable Admission admit(Call call);

    /**
     * Ends this door for ever if it is idle, that is, if a new one in its place would behave the same: nothing is held,
     * queued on, open or spent. Decided in one atomic step against {@link #admit}. Asked again and again; must return
     * at once.
     *
     * @return whether it has ended
     */
    boolean retire();
}
