package io.selvedge.runtime.fanout;

import io.selvedge.runtime.policy.Spread;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** One call's children and what is made of their ends. Thread-safe, as its parts are. */
final class Fan implements Spread {
    private final FanOutPolicy policy;
    private final IntSupplier width;
    private final Source source;
    private final boolean waits;
    private final Joining joining;
    private @Nullable Runnable more;

    Fan(FanOutPolicy policy, IntSupplier width, Source source, Joining joining) {
        this.policy = policy;
        this.width = width;
        this.source = source;
        this.waits = source.waits();
        this.joining = joining;
    }

    @Override
    public int width() {
        return width.getAsInt();
    }

    @Override
    public boolean callerWorks() {
        return joining.needsAll();
    }

    @Override
    public void begins(Runnable wider) {
        more = wider;
        policy.tellOfGrowth(wider);
    }

    @Override
    public boolean next(Child child) throws Throwable {
        boolean found = source.next(child);
        if (found) {
            count(child, true);
        }
        return found;
    }

    @Override
    public boolean ended(Child child, @Nullable Object value, @Nullable Throwable failure) {
        if (waits) {
            count(child, false);
        }
        return joining.ended(child.index(), value, failure);
    }

    @Override
    public void dropped(Child child) {
        count(child, false);
    }

    @Override
    public void done(Child child) {
        count(child, false);
    }

    /** Where the next child is there at once, one that ends and the one that follows it are counted as one. */
    private void count(Child child, boolean runs) {
        if (child.counted() != runs) {
            child.count(runs);
            policy.count(runs ? 1 : -1);
        }
    }

    @Override
    public @Nullable Object outcome() throws Throwable {
        left();
        return joining.outcome();
    }

    @Override
    public void left() {
        if (more != null) {
            policy.tellNoMore(more);
        }
    }
}
