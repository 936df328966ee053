package io.selvedge.runtime.drive;

import io.selvedge.failures.CallInterruptedException;
import io.selvedge.runtime.policy.Rest;
import io.selvedge.runtime.time.Time;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What lies behind a door of a blocking call, for whoever runs it later.
 *
 * @param scope whose children the runs are
 * @param context what runs beside their starter wear
 */
record BlockingRest(Inner inner, Scope scope, ContextCarrier.Captured context) implements Rest {

    @Override
    public Time time() {
        return inner.plan().environment.time();
    }

    @Override
    public Executor executor() {
        return inner.plan().environment.executor();
    }

    @Override
    public Rest withoutDeadline() {
        return new BlockingRest(inner, new Timeless(scope), context);
    }

    @Override
    public Rest here() {
        Environment environment = inner.plan().environment;
        return new BlockingRest(
                inner.here(),
                Inherited.here(environment.time()),
                environment.carrier().capture());
    }

    @Override
    public @Nullable Object run(@Nullable Object[] arguments) throws Throwable {
        ChildTally tally = inner.tally();
        try (ChildFrame frame = new ChildFrame(inner, scope, null)) {
            tally.began();
            frame.run(arguments, null);
            tally.ended(frame.outcome());
            if (frame.failure() == null) {
                return frame.value();
            }
            if (frame.interrupt() != null && frame.failure() instanceof CallInterruptedException) {
                // The thread is asked to stop and the method cannot say so: leave the flag for whoever can.
                Thread.currentThread().interrupt();
            }
            throw frame.failure();
        }
    }

    @Override
    public Errand start(@Nullable Object[] arguments, BiConsumer<@Nullable Object, @Nullable Throwable> ended) {
        BlockingErrand errand = new BlockingErrand(this, arguments, ended);
        errand.start();
        return errand;
    }
}
