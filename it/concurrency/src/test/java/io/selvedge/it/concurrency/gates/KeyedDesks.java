package io.selvedge.it.concurrency.gates;

import io.selvedge.failures.SerializedBusyException;
import io.selvedge.runtime.gate.Lane;
import io.selvedge.runtime.keys.Door;
import io.selvedge.runtime.keys.Doors;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Housekeeping;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.time.Alarm;
import io.selvedge.runtime.time.Time;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;

/** The real doors, with a lane behind each, and a timer that a test rings. */
final class KeyedDesks implements Desks, Time {
    private static final int KEYS = 4;

    private final AtomicReferenceArray<Lane> held = new AtomicReferenceArray<>(KEYS);
    private final Target target = new Target("Tasks.find", null, false, 0);
    private final Doors<Desk> doors;
    private volatile Alarm armed;

    KeyedDesks(int max) {
        Site.KeyBounds bounds = new Site.KeyBounds(max, 1);
        Site site = new Site(target, Object.class, "", bounds, this, new Housekeeping(this, Runnable::run));
        doors = Doors.at(site, Desk::new, call -> new Admission.Refuse(busy(Met.TOO_MANY_KEYS)));
    }

    private static SerializedBusyException busy(Met reason) {
        return new SerializedBusyException(new io.selvedge.failures.Place("", ""), 0, reason.name());
    }

    @Override
    public Met enter(int key) {
        Admission answer = doors.admit(new KeyCall(target, key));
        if (answer instanceof Admission.Refuse refuse) {
            return Met.valueOf(refuse.failure().reason());
        }
        held.set(key, (Desk) answer);
        return Met.IN;
    }

    @Override
    public void leave(int key) {
        held.getAndSet(key, null).leave();
    }

    @Override
    public void sweep() {
        Alarm due = armed;
        if (due != null) {
            due.ringNow();
        }
    }

    @Override
    public void arm(Alarm alarm, long atNanos) {
        armed = alarm;
    }

    @Override
    public long nanos() {
        return 0;
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

    private static final class Desk extends Lane implements Door, Pass {
        Desk() {
            super(0);
        }

        @Override
        public Admission admit(Call call) {
            return switch (tryEnter(1)) {
                case ENTERED -> this;
                case GONE -> null;
                default -> new Admission.Refuse(busy(Met.BUSY));
            };
        }
    }

    /** A call that has nothing but a key. */
    private static final class KeyCall extends Call {
        private final Target target;
        private final Object key;

        KeyCall(Target target, Object key) {
            this.target = target;
            this.key = key;
        }

        @Override
        public Target target() {
            return target;
        }

        @Override
        public Object argument(int position) {
            return key;
        }

        @Override
        public long id() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isWithin(long callId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isWithin(Pass pass) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object self() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object[] arguments() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long nanos() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long startedNanos() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long deadlineNanos() {
            throw new UnsupportedOperationException();
        }
    }
}
