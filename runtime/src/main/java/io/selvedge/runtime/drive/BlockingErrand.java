package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Rest;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A run of what lies behind a door, on a thread of the executor. Used by that thread and its starters. */
final class BlockingErrand implements Runnable, Rest.Errand {
    private final BlockingRest rest;
    private final @Nullable Object[] arguments;
    private final BiConsumer<@Nullable Object, @Nullable Throwable> ended;
    private final Duty duty = new Duty();
    private final ChildTally tally;

    BlockingErrand(
            BlockingRest rest, @Nullable Object[] arguments, BiConsumer<@Nullable Object, @Nullable Throwable> ended) {
        this.rest = rest;
        this.arguments = arguments;
        this.ended = ended;
        this.tally = rest.inner().tally();
    }

    void start() {
        try {
            rest.inner().plan().environment.executor().execute(this);
        } catch (Throwable refused) {
            if (duty.withdraw()) {
                ended.accept(null, refused);
            }
        }
    }

    @Override
    public void run() {
        if (duty.begin()) {
            walk();
        }
    }

    private void walk() {
        Object value = null;
        Throwable failure;
        boolean consumed = false;
        try {
            ContextCarrier.Worn worn = rest.context().wear();
            try (ChildFrame frame = new ChildFrame(rest.inner(), rest.scope(), duty)) {
                tally.began();
                frame.run(arguments, null);
                tally.ended(frame.outcome());
                value = frame.value();
                failure = frame.failure();
                consumed = frame.interrupt() != null;
            } finally {
                worn.takeOff();
            }
        } catch (Throwable bug) {
            value = null;
            failure = bug;
        }
        duty.end(consumed);
        ended.accept(value, failure);
    }

    @Override
    public void cancel() {
        if (duty.withdraw()) {
            ended.accept(null, new CancellationException());
        } else {
            tally.stands();
            duty.interrupt();
        }
    }
}
