package io.selvedge.runtime.keys;

import io.selvedge.runtime.policy.Housekeeping;
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
    private final Housekeeping housekeeping = new Housekeeping(this, this);
    private @Nullable Alarm armed;
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
        return new Site(target, Object.class, target.name(), new Site.KeyBounds(max, IDLE), this, housekeeping);
    }

    synchronized boolean armed() {
        return armed != null;
    }

    synchronized long dueNanos() {
        return atNanos;
    }

    synchronized void shut(boolean shut) {
        this.shut = shut;
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
        Alarm due = armed;
        armed = null;
        if (due != null) {
            due.ringNow();
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
        armed = alarm;
        atNanos = at;
    }

    @Override
    public synchronized boolean disarm(Alarm alarm) {
        boolean was = armed == alarm;
        armed = was ? null : armed;
        return was;
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

    /** As the engine does when it closes. */
    @Override
    public void close() {
        housekeeping.close();
    }
}
