package io.selvedge.runtime.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A policy has changed its state. Off unless a recording enables it; of one thread. */
@Name("io.selvedge.Transition")
@Label("Transition")
@Description("A circuit breaker went from one state to another, by itself or by an operator")
@Category("Selvedge")
@Enabled(false)
@StackTrace(false)
final class TransitionEvent extends Event {
    @Label("Name")
    @Description("The shared name of the policy, or the method that has it to itself")
    final String name;

    @Label("Policy")
    final String policy;

    @Label("From")
    final String from;

    @Label("To")
    final String to;

    TransitionEvent(String name, String policy, String from, String to) {
        this.name = name;
        this.policy = policy;
        this.from = from;
        this.to = to;
    }
}
