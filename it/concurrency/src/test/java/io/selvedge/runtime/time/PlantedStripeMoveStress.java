package io.selvedge.runtime.time;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** The twin of {@link StripeMoveStress} with a bug: it takes out whatever stands at the alarm's index. */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "disarmed before or after the move")
@Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "not found, so still armed")
@Outcome(expect = Expect.FORBIDDEN, desc = "both, neither, or another alarm hit")
@State
public class PlantedStripeMoveStress {
    private final TrustingStripe[] stripes = {new TrustingStripe(0), new TrustingStripe(1)};
    private final Alarm alarm = new SilentAlarm();
    private final Alarm neighbour = new SilentAlarm();

    public PlantedStripeMoveStress() {
        stripes[0].add(alarm);
        stripes[0].add(neighbour);
    }

    @Actor
    public void disarms(III_Result result) {
        int number = alarm.stripe;
        // Time enough for the move.
        Thread.onSpinWait();
        result.r1 = stripes[number].remove(alarm) ? 1 : 0;
    }

    @Actor
    public void moves() {
        if (stripes[0].remove(alarm)) {
            stripes[1].add(alarm);
        }
    }

    @Arbiter
    public void looks(III_Result result) {
        result.r2 = stripes[alarm.stripe].remove(alarm) ? 1 : 0;
        result.r3 = stripes[0].remove(neighbour) ? 1 : 0;
    }

    /** Order does not matter here, so a list does. */
    private static final class TrustingStripe {
        private final int number;
        private final Alarm[] alarms = new Alarm[4];
        private int size;

        TrustingStripe(int number) {
            this.number = number;
        }

        synchronized void add(Alarm alarm) {
            alarm.stripe = number;
            alarm.index = size;
            alarms[size++] = alarm;
        }

        synchronized boolean remove(Alarm alarm) {
            int index = alarm.index;
            if (index < 0 || index >= size) {
                return false;
            }
            Alarm last = alarms[--size];
            alarms[index] = last;
            last.index = index;
            alarm.index = -1;
            return true;
        }
    }
}
