package io.selvedge.runtime.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;

/** Something that happened at a policy. Off unless a recording enables it; of one thread. */
@Category("Selvedge")
@Enabled(false)
@StackTrace(false)
abstract class PolicyEvent extends Event {
    @Label("Method")
    @Description("Class and method, or the name of a guard")
    final String method;

    @Label("Policy")
    final String policy;

    PolicyEvent(String method, String policy) {
        this.method = method;
        this.policy = policy;
    }
}
