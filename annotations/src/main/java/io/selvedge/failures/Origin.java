package io.selvedge.failures;

import java.io.Serializable;

/**
 * What is the same for all refusals of one kind at one place: a refusal carries this and what is its own.
 *
 * <p>Immutable.
 *
 * @param setting what the policy allows, in words, or empty text where that may change
 */
record Origin(String method, String name, String policy, String setting, String reason) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Of a failure that is no refusal of a policy with a name. */
    static Origin of(String method, String policy, String reason) {
        return new Origin(method, "", policy, "", reason);
    }

    boolean is(String otherPolicy, String otherSetting, String otherReason) {
        return reason.equals(otherReason) && policy.equals(otherPolicy) && setting.equals(otherSetting);
    }

    String sharedAs() {
        return name.isEmpty() ? "" : " \"" + name + "\"";
    }
}
