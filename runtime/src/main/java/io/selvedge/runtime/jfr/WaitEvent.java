package io.selvedge.runtime.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** A wait at a policy's door is over. */
@Name("io.selvedge.Wait")
@Label("Wait")
@Description("An attempt has stood in line or waited for its slot; recorded at the end of the wait")
final class WaitEvent extends PolicyEvent {
    @Label("Waited")
    @Timespan(Timespan.NANOSECONDS)
    final long waited;

    WaitEvent(String method, String policy, long waitedNanos) {
        super(method, policy);
        this.waited = waitedNanos;
    }
}
