package io.selvedge.runtime.time;

import io.selvedge.it.concurrency.ModelCheck;
import java.util.TreeSet;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

class StripeLincheckTest {
    @Test
    void aStripeBehavesAsIfOneThingHappenedAfterTheOther() {
        ModelCheck.passes(Real.class, Sequential.class);
    }

    @Test
    void plantedBugIsFound() {
        ModelCheck.fails(Planted.class, Sequential.class);
    }

    /** Each alarm has a number, and rings at the moment of that number. */
    @Param(name = "alarm", gen = IntGen.class, conf = "0:3")
    public static class Real {
        final Stripe stripe = new Stripe(0);
        final Alarm[] alarms = {new SilentAlarm(), new SilentAlarm(), new SilentAlarm(), new SilentAlarm()};

        @Operation(params = "alarm")
        public boolean arm(int alarm) {
            try {
                stripe.add(alarms[alarm], alarm);
                return true;
            } catch (IllegalStateException e) {
                return false;
            }
        }

        @Operation(params = "alarm")
        public boolean disarm(int alarm) {
            return stripe.remove(alarms[alarm]);
        }

        @Operation(params = "alarm")
        public long ring(int now) {
            Alarm due = stripe.pollDue(now);
            return due == null ? -1 : due.atNanos;
        }

        @Operation
        public long earliest() {
            return stripe.earliest();
        }

        @Operation
        public int size() {
            return stripe.size();
        }
    }

    /** Decides whether an alarm is armed before it takes the lock. */
    public static final class Planted extends Real {
        @Override
        public boolean disarm(int alarm) {
            boolean armed = alarms[alarm].index >= 0;
            stripe.remove(alarms[alarm]);
            return armed;
        }
    }

    /** What a stripe is for one thread. */
    public static final class Sequential {
        private final TreeSet<Integer> armed = new TreeSet<>();

        public boolean arm(int alarm) {
            return armed.add(alarm);
        }

        public boolean disarm(int alarm) {
            return armed.remove(alarm);
        }

        public long ring(int now) {
            return armed.isEmpty() || armed.first() > now ? -1 : armed.pollFirst();
        }

        public long earliest() {
            return armed.isEmpty() ? Long.MAX_VALUE : armed.first();
        }

        public int size() {
            return armed.size();
        }
    }
}
