package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Rest;
import io.selvedge.runtime.time.Time;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What lies behind a door of an asynchronous call, for whoever runs it later.
 *
 * @param scope whose children the runs are
 * @param context what the runs wear
 */
record StageRest(Inner inner, Scope scope, ContextCarrier.@Nullable Captured context) implements Rest {

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
        return new StageRest(inner, new Timeless(scope), context);
    }

    @Override
    public Rest here() {
        Environment environment = inner.plan().environment;
        return new StageRest(
                inner.here(),
                Inherited.here(environment.time()),
                environment.carrier().capture());
    }

    @Override
    public @Nullable Object run(@Nullable Object[] arguments) {
        throw new UnsupportedOperationException(inner.plan().target + " returns a stage: it can be started, not run");
    }

    @Override
    public Errand start(@Nullable Object[] arguments, BiConsumer<@Nullable Object, @Nullable Throwable> ended) {
        StageErrand errand = new StageErrand(this, arguments, ended);
        errand.start();
        return errand;
    }
}
