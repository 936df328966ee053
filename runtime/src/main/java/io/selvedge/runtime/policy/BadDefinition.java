package io.selvedge.runtime.policy;

import java.util.List;

/**
 * Settings that cannot work, each in one sentence or two of prose that name the attribute, the value, the rule and the
 * fix. The engine adds the place and reports those of all places together.
 */
public final class BadDefinition extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient List<String> problems;

    public BadDefinition(List<String> problems) {
        super(String.join("\n", problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    public BadDefinition(String problem) {
        this(List.of(problem));
    }

    public List<String> problems() {
        return problems;
    }
}
