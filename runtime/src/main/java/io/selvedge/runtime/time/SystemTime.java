package io.selvedge.runtime.time;

import io.selvedge.runtime.memory.ThreadPlace;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The machine's time, with a timer of its own.
 *
 * <p>Thread-safe, for virtual threads too. Alarms ring one after the other on a single daemon thread, which begins with
 * the first alarm and ends by itself when nothing has been armed for some seconds. Those that one thread armed ring in
 * the order of their moments; between threads the order of moments that lie close together is open.
 */
public final class SystemTime implements Time {
    /*
     * Alarms are spread over more stripes than there are processors, by the thread that arms them, so that calls hardly
     * ever meet at a lock.
     */
    private static final long ORIGIN = System.nanoTime();
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Stripe[] stripes;
    private final int bits;
    private final Ringer ringer;

    public SystemTime() {
        this(IDLE_NANOS);
    }

    SystemTime(long idleNanos) {
        bits = 33 - Integer.numberOfLeadingZeros(Runtime.getRuntime().availableProcessors() - 1);
        stripes = new Stripe[1 << bits];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = new Stripe(i);
        }
        ringer = new Ringer(stripes, idleNanos, SystemTime::daemon);
    }

    /** The clock of all instances. */
    static long now() {
        return System.nanoTime() - ORIGIN;
    }

    @Override
    public long nanos() {
        return now();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the alarm is armed already
     * @throws OutOfMemoryError if the machine has no thread left for the timer; then the alarm is not armed
     */
    @Override
    public void arm(Alarm alarm, long atNanos) {
        if (alarm instanceof LingeringAlarm lingering) {
            if (lingering.home == this && lingering.resume(atNanos)) {
                hasten(lingering, atNanos);
            } else {
                armAnew(lingering, atNanos);
            }
        } else {
            Stripe stripe = ownStripe();
            stripe.add(alarm, atNanos);
            expect(alarm, atNanos);
        }
    }

    @Override
    public boolean armUndated(LingeringAlarm alarm) {
        return alarm.home == this && alarm.resumeUndated();
    }

    private Stripe ownStripe() {
        return stripes[ThreadPlace.of(bits)];
    }

    private void expect(Alarm alarm, long atNanos) {
        try {
            ringer.expect(atNanos);
        } catch (Throwable e) {
            forget(alarm);
            throw e;
        }
    }

    private void hasten(LingeringAlarm alarm, long atNanos) {
        if (alarm.entryNanos() > atNanos) {
            stripes[alarm.stripe].hasten(alarm, atNanos);
            expect(alarm, atNanos);
        }
    }

    private void armAnew(LingeringAlarm alarm, long atNanos) {
        SystemTime before = alarm.home;
        if (before != this) {
            if (before != null) {
                before.forget(alarm);
            }
            alarm.home = this;
        }
        long now = now();
        long entry = alarm.lingers() ? Math.min(atNanos, now + Watch.SOON_NANOS) : atNanos;
        ownStripe().add(alarm, entry, atNanos, now);
        expect(alarm, entry);
    }

    @Override
    public boolean disarm(Alarm alarm) {
        return alarm instanceof LingeringAlarm lingering && lingering.lingers() && lingering.home == this
                ? lingering.rest()
                : forget(alarm);
    }

    /** Takes its entry out; whether there was any. */
    private boolean forget(Alarm alarm) {
        boolean here = stripes[alarm.stripe].remove(alarm);
        if (here && alarm instanceof LingeringAlarm lingering) {
            lingering.gone();
        }
        return here;
    }

    @Override
    public void pause(long nanos) throws InterruptedException {
        if (nanos > 0) {
            long until = now() + nanos;
            await(() -> false, until < 0 ? Long.MAX_VALUE : until);
        }
    }

    @Override
    public boolean await(BooleanSupplier condition, long untilNanos) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long now = now();
            if (now >= untilNanos) {
                return false;
            }
            LockSupport.parkNanos(this, untilNanos - now);
        }
        return true;
    }

    @Override
    public double random() {
        return ThreadLocalRandom.current().nextDouble();
    }

    /** How many alarms are armed now, those that only linger not counted, each stripe counted at a slightly different moment. */
    public int armed() {
        return Arrays.stream(stripes).mapToInt(Stripe::armed).sum();
    }

    @Override
    public void close() {
        ringer.close();
    }

    /** Room in all heaps together. */
    int capacity() {
        return Arrays.stream(stripes).mapToInt(Stripe::capacity).sum();
    }

    @SuppressWarnings("ThreadPriorityCheck") // Not that of whoever comes first.
    private static Thread daemon(Runnable ringer) {
        // Nothing of the thread that happens to come first is inherited: it may belong to an application that goes.
        Thread thread = new Thread(null, ringer, "selvedge-timer", 0, false);
        thread.setDaemon(true);
        thread.setPriority(Thread.NORM_PRIORITY);
        thread.setContextClassLoader(SystemTime.class.getClassLoader());
        return thread;
    }

    /** The thread that rings, if there is one at the moment. */
    @Nullable Thread thread() {
        return ringer.thread();
    }
}
