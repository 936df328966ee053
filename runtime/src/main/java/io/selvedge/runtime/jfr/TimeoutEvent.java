package io.selvedge.runtime.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** An attempt has overrun its limit. */
@Name("io.selvedge.Timeout")
@Label("Timeout")
@Description("An attempt has overrun a policy's time limit")
final class TimeoutEvent extends PolicyEvent {
    TimeoutEvent(String method, String policy) {
        super(method, policy);
    }
}
