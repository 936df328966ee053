package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Rest;
import io.selvedge.runtime.record.Outcome;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A run of what lies behind a door, begun on a thread of the executor. Thread-safe. */
final class StageErrand implements Runnable, Rest.Errand {
    private final StageRest rest;
    private final StageCall call;
    private final ChildTally tally;
    private final BiConsumer<@Nullable Object, @Nullable Throwable> ended;
    /** Set by the first of those who begin it, withdraw it, or refuse it. */
    private final AtomicBoolean taken = new AtomicBoolean();

    StageErrand(StageRest rest, @Nullable Object[] arguments, BiConsumer<@Nullable Object, @Nullable Throwable> ended) {
        this.rest = rest;
        this.call = new StageCall(rest, arguments, this::end);
        this.ended = ended;
        this.tally = rest.inner().tally();
    }

    void start() {
        try {
            rest.inner().plan().environment.executor().execute(this);
        } catch (Throwable refused) {
            withdraw(refused);
        }
    }

    @Override
    public void run() {
        if (taken.compareAndSet(false, true)) {
            tally.began();
            call.followAsChild(rest.inner());
            call.go(Heading.IN);
        }
    }

    private void end(StageCall part) {
        Outcome outcome = part.childOutcome();
        part.endTrace(outcome, part.failure);
        tally.ended(outcome);
        ended.accept(part.value, part.failure);
    }

    @Override
    public void cancel() {
        if (!withdraw(new CancellationException())) {
            tally.stands();
            call.cancel();
        }
    }

    private boolean withdraw(Throwable reason) {
        boolean inTime = taken.compareAndSet(false, true);
        if (inTime) {
            ended.accept(null, reason);
        }
        return inTime;
    }
}
