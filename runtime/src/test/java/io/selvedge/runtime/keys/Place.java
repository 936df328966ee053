package io.selvedge.runtime.keys;

import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.time.Alarm;
import io.selvedge.runtime.time.Time;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A site whose time and housekeeping a test moves by hand; holds the one alarm that doors arm. Thread-safe. */
public final class Place implements Time, Executor {
    public static final long IDLE = 1000;

    private final Deque<Runnable> housework = new ArrayDeque<>();
    private @Nullable Sweep armed;
    private long now;
    private long atNanos;
    private boolean shut;

    public Site keyed(int max) {
        return site(ScriptedCall.KEYED, max);
    }

    public Site plain() {
        return site(ScriptedCall.PLAIN, 1);
    }

    private Site site(Target target, int max) {
        return new Site(target, Object.class, target.name(), new Site.KeyBounds(max, IDLE), this, this);
    }

    synchronized boolean armed() {
        return armed != null;
    }

    synchronized long dueNanos() {
        return atNanos;
    }

    synchronized void shut() {
        shut = true;
    }

    /** Lets time pass and does what falls due, as the timer and the housekeeping thread would. */
    public synchronized void pass(long nanos) {
        long until = now + nanos;
        while (armed != null && atNanos <= until) {
            now = atNanos;
            ring();
            doHousework();
        }
        now = until;
    }

    synchronized void ring() {
        Sweep due = armed;
        armed = null;
        if (due != null) {
            due.ring();
        }
    }

    synchronized int waitingHousework() {
        return housework.size();
    }

    synchronized void doHousework() {
        while (!housework.isEmpty()) {
            housework.remove().run();
        }
    }

    @Override
    public synchronized void execute(Runnable task) {
        if (shut) {
            throw new RejectedExecutionException();
        }
        housework.add(task);
    }

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized void arm(Alarm alarm, long at) {
        if (armed != null) {
            throw new IllegalStateException("armed twice");
        }
        armed = (Sweep) alarm;
        atNanos = at;
    }

    @Override
    public boolean disarm(Alarm alarm) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void pause(long nanos) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean await(BooleanSupplier condition, long untilNanos) {
        throw new UnsupportedOperationException();
    }

    @Override
    public double random() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
