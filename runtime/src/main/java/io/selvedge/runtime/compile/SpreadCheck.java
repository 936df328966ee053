package io.selvedge.runtime.compile;

import io.selvedge.annotations.Spreads;
import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.runtime.policy.Policy;

/** Looks for policies that would run a method with other arguments where the woven code cannot hand them on. */
final class SpreadCheck {
    private SpreadCheck() {}

    /** @throws BadDefinition if the policy cannot serve the subject */
    static void check(Subject subject, Part<?, ?> part, Policy policy) {
        if (!policy.spreads()) {
            return;
        }
        if (!part.annotation().isAnnotationPresent(Spreads.class)) {
            throw new BadDefinition(
                    "%s: its policy runs the method several times at once, later, or with other arguments, which woven code can do only where it was told. Put @Spreads on @%s, and weave anew."
                            .formatted(part.written(), part.annotation().getName()));
        }
        int parameters = subject.method() == null ? 0 : subject.method().getParameterCount();
        if (parameters > Spreads.MOST_PARAMETERS) {
            throw new BadDefinition(
                    "%s can guard a method of at most %d parameters, since it runs it with arguments of its own, and this one has %d. Put some of them into a record."
                            .formatted(part.written(), Spreads.MOST_PARAMETERS, parameters));
        }
    }
}
