package io.selvedge.runtime.decision;

import io.selvedge.runtime.time.Alarm;
import io.selvedge.runtime.time.Time;
import java.util.function.BooleanSupplier;

/** A clock that stands until it is set: nobody who only decides needs more. Set and read by any thread. */
public final class SetClock implements Time {
    private volatile long nanos = 1_000_000_000L;
    private volatile double random = 0.5;

    public void advance(long byNanos) {
        nanos += byNanos;
    }

    public void advanceMillis(long byMillis) {
        advance(byMillis * 1_000_000);
    }

    public void drawNext(double random) {
        this.random = random;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public double random() {
        return random;
    }

    @Override
    public void arm(Alarm alarm, long atNanos) {}

    @Override
    public boolean disarm(Alarm alarm) {
        return true;
    }

    @Override
    public void pause(long nanos) {
        throw new UnsupportedOperationException("a policy does not wait");
    }

    @Override
    public boolean await(BooleanSupplier condition, long untilNanos) {
        throw new UnsupportedOperationException("a policy does not wait");
    }

    @Override
    public void close() {}
}
