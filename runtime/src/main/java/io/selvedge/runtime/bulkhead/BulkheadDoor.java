package io.selvedge.runtime.bulkhead;

import io.selvedge.failures.BulkheadFullException;
import io.selvedge.runtime.gate.Gate;
import io.selvedge.runtime.gate.Permits;
import io.selvedge.runtime.keys.Door;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Target;
import org.jspecify.annotations.Nullable;

/**
 * The permits of one key, at once their gate and the ticket of those who hold one.
 *
 * <p>Thread-safe. Takes its size from the policy's settings; the door of a key compares at every call, since one that is
 * made while they change would keep the old ones.
 */
final class BulkheadDoor extends Permits implements Door, Pass {
    /*
     * Who holds a permit never waits for another one. Such a wait ends well only as long as somebody else is in: when
     * all who are in wait like this, each waits for the others for ever, and that is how it goes under load. So nobody
     * begins it (no hold and wait: E. G. Coffman et al., "System Deadlocks", 1971).
     */
    /** Reason of a refusal: the call was made by one that holds a permit, and would have to wait for another. */
    private static final String NESTED = "nested";

    private final BulkheadPolicy policy;
    /** The settings from which the size was taken last. */
    private volatile BulkheadConfig adopted;

    BulkheadDoor(BulkheadPolicy policy, BulkheadConfig config) {
        super(config.limit(), config.queue());
        this.policy = policy;
        this.adopted = config;
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public @Nullable Admission admit(Call call) {
        if (policy.config() != adopted) {
            adopt();
        }
        return enter(call);
    }

    /** As {@link #admit}, for a door that has been there from the beginning: the policy has it adopt what changes. */
    @Nullable Admission enter(Call call) {
        return switch (tryEnter()) {
            case ENTERED -> this;
            case GONE -> null;
            case FULL -> new Admission.Refuse(full(call));
            case WAITING ->
                call.isWithin(this) ? new Admission.Refuse(refusal(call.target(), NESTED)) : inLine(call.target());
        };
    }

    /** What {@link #enter} would answer if that is a refusal for certain, else {@code null}. */
    @Nullable BulkheadFullException refusalAtAGlance(Call call) {
        return isFull() ? full(call) : null;
    }

    private BulkheadFullException full(Call call) {
        return refusal(call.target(), call.isWithin(this) ? NESTED : Gate.FULL);
    }

    private BulkheadFullException refusal(Target target, String reason) {
        return refusal(target, policy.config(), reason);
    }

    /** Takes the size from the settings, whichever stand when it is done. */
    void adopt() {
        BulkheadConfig now;
        do {
            now = policy.config();
            resize(now.limit(), now.queue());
        } while (!now.equals(policy.config()));
        adopted = now;
    }

    private Admission inLine(Target target) {
        BulkheadConfig now = policy.config();
        return new Admission.Queue(this, this, now.maxWaitNanos(), reason -> refusal(target, now, reason));
    }

    static BulkheadFullException refusal(Target target, BulkheadConfig config, String reason) {
        return new BulkheadFullException(target.place(config.name()), config.limit(), config.queue(), reason);
    }
}
