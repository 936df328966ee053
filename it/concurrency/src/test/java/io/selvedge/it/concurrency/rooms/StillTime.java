package io.selvedge.it.concurrency.rooms;

import io.selvedge.runtime.time.Alarm;
import io.selvedge.runtime.time.Time;
import java.util.function.BooleanSupplier;

/** A clock that stands. */
public record StillTime(long nanos) implements Time {

    @Override
    public void arm(Alarm alarm, long atNanos) {
        throw new UnsupportedOperationException();
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
        return 0.5;
    }

    @Override
    public void close() {}
}
