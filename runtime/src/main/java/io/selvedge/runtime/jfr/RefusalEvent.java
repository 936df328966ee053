package io.selvedge.runtime.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A policy has turned an attempt away. */
@Name("io.selvedge.Refusal")
@Label("Refusal")
@Description("A policy turned an attempt away before it ran")
final class RefusalEvent extends PolicyEvent {
    @Label("Reason")
    final String reason;

    RefusalEvent(String method, String policy, String reason) {
        super(method, policy);
        this.reason = reason;
    }
}
