package io.selvedge.runtime.hedge;

import io.selvedge.failures.PolicyException;
import io.selvedge.runtime.policy.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one call.
 *
 * <p>Thread-safe: how they stand is one immutable object in an atomic reference.
 */
final class HedgeSpread implements Spread {

    /**
     * How they stand.
     *
     * @param failures in the order in which they came
     * @param firstFailed whether the first run is among them
     * @param over whether the outcome stands
     * @param won whether it is that value; else the call fails
     */
    private record Race(
            int begun,
            int running,
            List<Throwable> failures,
            boolean firstFailed,
            boolean over,
            boolean won,
            @Nullable Object value) {

        static final Race START = new Race(0, 0, List.of(), false, false, false, null);

        Race oneMore() {
            return over ? this : new Race(begun + 1, running + 1, failures, firstFailed, false, false, null);
        }

        Race success(@Nullable Object value) {
            return over ? this : new Race(begun, running - 1, failures, firstFailed, true, true, value);
        }

        Race failure(Throwable failure, boolean ofFirst) {
            if (over) {
                return this;
            }
            List<Throwable> more = new ArrayList<>(failures);
            more.add(failure);
            return new Race(begun, running - 1, more, firstFailed || ofFirst, running == 1, false, null);
        }
    }

    private final HedgePolicy policy;
    private final @Nullable Object[] arguments;
    private final long delayNanos;
    private final AtomicReference<Race> race = new AtomicReference<>(Race.START);
    private volatile long firstBeganNanos;
    private volatile long lastBeganNanos;

    HedgeSpread(HedgePolicy policy, @Nullable Object[] arguments, long delayNanos) {
        this.policy = policy;
        this.arguments = arguments;
        this.delayNanos = delayNanos;
    }

    @Override
    public int width() {
        return 1 + policy.max();
    }

    @Override
    public boolean callerWorks() {
        return false;
    }

    @Override
    public long delayNanos() {
        return race.get().begun() == 0 ? 0 : Math.max(0, delayNanos - (policy.now() - lastBeganNanos));
    }

    @Override
    public boolean next(Child child) {
        Race before = race.get();
        if (before.over() || before.begun() > policy.max() || (before.begun() > 0 && !policy.pay())) {
            return false;
        }
        lastBeganNanos = policy.now();
        before = race.getAndUpdate(Race::oneMore);
        if (before.begun() == 0) {
            firstBeganNanos = lastBeganNanos;
        }
        child.give(before.begun(), arguments);
        return !before.over();
    }

    @Override
    public boolean ended(Child child, @Nullable Object value, @Nullable Throwable failure) {
        boolean first = child.index() == 0;
        if (failure != null) {
            return race.updateAndGet(at -> at.failure(failure, first)).over();
        }
        Race before = race.getAndUpdate(at -> at.success(value));
        if (!before.over()) {
            won(first, before);
        }
        return true;
    }

    /** The first run took so long, or at least so long if another has won; unless it had failed. */
    private void won(boolean byFirst, Race before) {
        if (!before.firstFailed()) {
            policy.measured(policy.now() - firstBeganNanos);
        }
        if (!byFirst) {
            policy.extraRunWon();
        }
    }

    @Override
    public @Nullable Object outcome() throws Throwable {
        Race end = race.get();
        if (end.won()) {
            return end.value();
        }
        throw whole(end.failures());
    }

    private static Throwable whole(List<Throwable> failures) {
        Throwable main = failures.stream()
                .filter(each -> !(each instanceof PolicyException own && own.refusal()))
                .findFirst()
                .orElse(failures.get(0));
        failures.stream().filter(each -> each != main).forEach(main::addSuppressed);
        return main;
    }
}
