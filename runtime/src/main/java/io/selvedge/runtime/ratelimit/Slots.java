package io.selvedge.runtime.ratelimit;

import io.selvedge.failures.PolicyException;
import io.selvedge.runtime.keys.Door;
import io.selvedge.runtime.memory.Fields;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Target;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The evenly spaced slots of one key.
 *
 * <p>Thread-safe and lock-free: all state is {@code paid}, changed by compare-and-set only.
 */
final class Slots implements Door {

    /*
     * The generic cell rate algorithm (ITU-T I.371, "virtual scheduling"). paid is its theoretical arrival time: the
     * moment at which all slots given out so far have been paid for, one spacing each. A call that comes at paid minus
     * the tolerance or later may start at once, an earlier one waits until then. Either way paid moves on by one
     * spacing, counted from now if it lay in the past. So of any burst + n slots the last lies at least n spacings
     * after the first, and an interval of length T holds at most burst + T / spacing. In whole nanoseconds, with the
     * spacing rounded up, this is exact, and nothing drifts.
     *
     * A slot that is not used after all is given back only while it is the last one. To move paid back by a spacing is
     * to offer the last slot again; were that somebody else's, two calls would start in one slot and overrun the rate.
     * A slot in the middle cannot be offered to anybody, since nothing is remembered of it, and is lost: that gives
     * less than the rate, never more.
     */
    private static final String SPENT = "spent";
    private static final long RETIRED = Long.MIN_VALUE;
    private static final VarHandle PAID = Fields.handle(MethodHandles.lookup(), "paid", long.class);

    private final Pace pace;
    private volatile long paid;

    Slots(Pace pace) {
        this.pace = pace;
    }

    @Override
    public @Nullable Admission admit(Call call) {
        /*
         * Whoever is refused was so at a moment of its call. A thread may be held up between its looks at the slots and
         * at the clock, and others come later and go in meanwhile. So it is refused by what it had seen before it read
         * the clock: when it saw that, it was no later. Most calls read the clock here, in that order; the others read
         * it again.
         */
        boolean inOrder = !call.clockIsRead();
        long seen = paid;
        long now = call.nanos();
        while (seen != RETIRED) {
            if (!inOrder && isOutOfReach(call, seen, now)) {
                now = pace.time.nanos();
            }
            if (isOutOfReach(call, seen, now)) {
                return refuse(call, toWait(seen, now));
            }
            long next = Math.max(seen, now) + pace.spacingNanos;
            if (PAID.compareAndSet(this, seen, next)) {
                long wait = toWait(seen, now);
                return wait > 0 ? pause(call, wait, next) : Pass.FREE;
            }
            seen = paid;
            inOrder = false;
        }
        return null;
    }

    /** Whether a call that comes at that moment would have to wait longer than it may. */
    private boolean isOutOfReach(Call call, long seen, long now) {
        long wait = toWait(seen, now);
        return wait > 0 && !pace.isWithinReach(call, now, wait);
    }

    private long toWait(long seen, long now) {
        return seen - pace.toleranceNanos - now;
    }

    private Admission refuse(Call call, long wait) {
        return call.turnAway(pace.refusal(call.target(), SPENT, pace.retryAfterNanos(wait)));
    }

    private Admission pause(Call call, long wait, long next) {
        Target target = call.target();
        Supplier<PolicyException> refusal = () -> pace.refusal(target, SPENT, wait);
        return new Admission.Pause(wait, Pass.FREE, () -> giveBack(next), refusal);
    }

    private void giveBack(long next) {
        PAID.compareAndSet(this, next, next - pace.spacingNanos);
    }

    /** How many calls could start at that moment. */
    long available(long now) {
        long credit = pace.toleranceNanos - Math.max(0, paid(now) - now);
        return credit < 0 ? 0 : credit / pace.spacingNanos + 1;
    }

    /** How many slots have been given out that are still to come. */
    long ahead(long now) {
        return Math.max(0, paid(now) - pace.toleranceNanos - now - 1) / pace.spacingNanos;
    }

    private long paid(long now) {
        long seen = paid;
        return seen == RETIRED ? now : seen;
    }

    @Override
    public boolean retire() {
        long seen = paid;
        return seen == RETIRED || (seen <= pace.time.nanos() && PAID.compareAndSet(this, seen, RETIRED));
    }
}
