package io.selvedge.runtime.serialized;

import io.selvedge.failures.Place;
import io.selvedge.failures.SerializedBusyException;
import io.selvedge.runtime.gate.Gate;
import io.selvedge.runtime.gate.Lane;
import io.selvedge.runtime.keys.Door;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import org.jspecify.annotations.Nullable;

/**
 * The turn of one key, at once its gate and the ticket of those who hold it.
 *
 * <p>Thread-safe.
 */
final class SerializedDoor extends Lane implements Door, Pass {
    private final SerializedConfig config;

    SerializedDoor(SerializedConfig config) {
        super(config.queue());
        this.config = config;
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public @Nullable Admission admit(Call call) {
        Joined asked = tryEnter(call.id());
        if (asked == Joined.ENTERED) {
            return this;
        }
        if (asked == Joined.GONE) {
            return null;
        }
        if (enteredWithHolder(call)) {
            return this;
        }
        Place place = call.target().place("");
        return asked == Joined.FULL
                ? new Admission.Refuse(refusal(place, Gate.FULL))
                : new Admission.Queue(this, this, config.maxWaitNanos(), reason -> refusal(place, reason));
    }

    /**
     * Lets a call in that the holder has made. The holder itself stands in line: it is here again as another attempt,
     * and the attempt before, which its time limit has left behind, is still running.
     */
    private boolean enteredWithHolder(Call call) {
        long holder = holder();
        return holder != call.id() && call.isWithin(holder) && enterBeside(holder);
    }

    private SerializedBusyException refusal(Place place, String reason) {
        return new SerializedBusyException(place, config.queue(), reason);
    }
}
