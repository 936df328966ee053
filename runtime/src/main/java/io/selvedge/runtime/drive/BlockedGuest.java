package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Admission;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A thread that waits for the end of somebody else's run. Made for one wait; told by any thread. */
final class BlockedGuest implements BooleanSupplier {
    private final BlockingWalk call;
    private final Admission.Join join;
    private final Thread thread = Thread.currentThread();
    private @Nullable Object value;
    private @Nullable Throwable failure;
    private volatile boolean ended;

    BlockedGuest(BlockingWalk call, Admission.Join join) {
        this.call = call;
        this.join = join;
    }

    Heading await() {
        long began = call.nanos();
        boolean waits = true;
        try {
            join.end().whenComplete(this::end);
            waits = !ended;
            call.time().await(this, call.deadlineNanos());
        } catch (InterruptedException interrupt) {
            join.left().run();
            call.waited(began);
            return call.interrupted(interrupt, call.position);
        }
        if (waits) {
            call.waited(began);
        }
        if (ended) {
            return failure == null ? call.standIn(value) : call.fail(failure);
        }
        join.left().run();
        return call.refuse(join.refusal().get());
    }

    private void end(@Nullable Object own, @Nullable Throwable thrown) {
        value = own;
        failure = thrown;
        ended = true;
        LockSupport.unpark(thread);
    }

    @Override
    public boolean getAsBoolean() {
        return ended;
    }
}
