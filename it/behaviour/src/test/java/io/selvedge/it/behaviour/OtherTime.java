package io.selvedge.it.behaviour;

import io.selvedge.runtime.time.Alarm;
import io.selvedge.runtime.time.LingeringAlarm;
import io.selvedge.runtime.time.Time;
import java.util.function.BooleanSupplier;

/** Time that is another one's but for what a test changes. */
abstract class OtherTime implements Time {
    private final Time time;

    OtherTime(Time time) {
        this.time = time;
    }

    @Override
    public long nanos() {
        return time.nanos();
    }

    @Override
    public void arm(Alarm alarm, long atNanos) {
        time.arm(alarm, atNanos);
    }

    @Override
    public boolean armUndated(LingeringAlarm alarm) {
        return time.armUndated(alarm);
    }

    @Override
    public boolean disarm(Alarm alarm) {
        return time.disarm(alarm);
    }

    @Override
    public void pause(long nanos) throws InterruptedException {
        time.pause(nanos);
    }

    @Override
    public boolean await(BooleanSupplier condition, long untilNanos) throws InterruptedException {
        return time.await(condition, untilNanos);
    }

    @Override
    public double random() {
        return time.random();
    }

    @Override
    public void close() {
        time.close();
    }
}
