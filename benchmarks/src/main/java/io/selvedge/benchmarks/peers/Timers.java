package io.selvedge.benchmarks.peers;

import io.selvedge.runtime.time.Alarm;
import io.selvedge.runtime.time.SystemTime;
import io.selvedge.runtime.time.Time;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Timers that many limits can be armed on. Each answers a maker of its limits. */
public final class Timers {
    private Timers() {}

    /** One time limit, armed again and again, by one thread at a time. */
    public interface Limit {
        /** @param nanos how long from the timer's beginning, or from now: so far off that it makes no difference */
        void arm(long nanos);

        void disarm();
    }

    public static Supplier<Limit> wheel() {
        HandWheel wheel = new HandWheel();
        long origin = System.nanoTime();
        return () -> new Limit() {
            private final HandWheel.Entry entry = new HandWheel.Entry(() -> {});

            @Override
            public void arm(long nanos) {
                wheel.arm(entry, origin + nanos);
            }

            @Override
            public void disarm() {
                wheel.disarm(entry);
            }
        };
    }

    public static Supplier<Limit> selvedge() {
        Time time = new SystemTime();
        return () -> new SelvedgeLimit(time);
    }

    private static final class SelvedgeLimit extends Alarm implements Limit {
        private final Time time;

        SelvedgeLimit(Time time) {
            this.time = time;
        }

        @Override
        public void arm(long nanos) {
            time.arm(this, nanos);
        }

        @Override
        public void disarm() {
            time.disarm(this);
        }

        @Override
        protected void ring() {}
    }

    public static Supplier<Limit> scheduled() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "scheduled");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return () -> new Limit() {
            private ScheduledFuture<?> future;

            @Override
            public void arm(long nanos) {
                future = executor.schedule(() -> {}, nanos, TimeUnit.NANOSECONDS);
            }

            @Override
            public void disarm() {
                future.cancel(false);
                future = null;
            }
        };
    }
}
