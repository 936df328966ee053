package io.selvedge.benchmarks.peers;

import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.benchmarks.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A million limits on one timer, of one to two hours, so that none is ever reached. */
public final class MillionLimits implements Peer {
    public static final int COUNT = 1_000_000;
    private static final int LENGTHS = 1 << 10;
    private static final int HANDS = 8;

    private final Supplier<Timers.Limit> maker;
    private final long[] nanos = ThreadLocalRandom.current()
            .longs(LENGTHS, TimeUnit.HOURS.toNanos(1), TimeUnit.HOURS.toNanos(2))
            .toArray();
    private final List<Timers.Limit> limits = new ArrayList<>(COUNT);
    private final ThreadLocal<Own> own = ThreadLocal.withInitial(Own::new);
    private volatile boolean armed;

    public MillionLimits(Supplier<Timers.Limit> maker) {
        this.maker = maker;
    }

    /** A limit that one thread arms and takes back. */
    private final class Own {
        private final Timers.Limit limit = maker.get();
        private int turn;

        Object use() {
            limit.arm(nanos[turn++ & (LENGTHS - 1)]);
            limit.disarm();
            return Work.DONE;
        }
    }

    /** The million is armed when the first call needs it, and not in processes that measure something else. */
    @Override
    public Map<Scenario, Call> calls() {
        return Map.of(Scenario.TIMER, this::armAndDisarm);
    }

    private Object armAndDisarm() throws InterruptedException {
        if (!armed) {
            armOnce();
        }
        return own.get().use();
    }

    private synchronized void armOnce() throws InterruptedException {
        if (!armed) {
            make();
            inTurn(this::arm);
            armed = true;
        }
    }

    public void make() {
        for (int i = 0; i < COUNT; i++) {
            limits.add(maker.get());
        }
    }

    /** Arms those that fall to that thread. */
    public void arm(int hand) {
        for (int i = hand; i < COUNT; i += HANDS) {
            limits.get(i).arm(nanos[i * 31 & (LENGTHS - 1)]);
        }
    }

    /** Takes those back that fall to that thread. */
    public void disarm(int hand) {
        for (int i = hand; i < COUNT; i += HANDS) {
            limits.get(i).disarm();
        }
    }

    /** Has some threads do that, as calls come from many, but one after the other. */
    public static void inTurn(Share share) throws InterruptedException {
        for (int i = 0; i < HANDS; i++) {
            int hand = i;
            Thread thread = new Thread(() -> share.of(hand), "hand-" + hand);
            thread.start();
            thread.join();
        }
    }

    /** What one thread does of it. */
    @FunctionalInterface
    public interface Share {
        void of(int hand);
    }
}
