package io.selvedge.runtime.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** A policy asks for another attempt. */
@Name("io.selvedge.Retry")
@Label("Retry")
@Description("A policy asked for another attempt, to begin after the delay")
final class RetryEvent extends PolicyEvent {
    @Label("Delay")
    @Timespan(Timespan.NANOSECONDS)
    final long delay;

    RetryEvent(String method, String policy, long delayNanos) {
        super(method, policy);
        this.delay = delayNanos;
    }
}
