package io.selvedge.failures;

import java.util.Set;

/**
 * The calling thread was interrupted while it waited for a policy, in a method that does not declare
 * {@link InterruptedException}.
 *
 * <p>The thread's interrupt flag is set again when this leaves. A method that declares {@link InterruptedException}
 * gets that one instead.
 */
public final class CallInterruptedException extends PolicyException {
    private static final long serialVersionUID = 1L;
    private static final Set<String> MAY_HAVE_RUN = Set.of("retry", "timeout", "fan_out");

    /**
     * An interruption.
     *
     * @param method the guarded method as the metrics name it
     * @param policy the policy that made the call wait, such as {@code bulkhead}
     * @param cause the interruption itself
     */
    public CallInterruptedException(String method, String policy, InterruptedException cause) {
        super(
                method,
                policy,
                "interrupted",
                method + " was interrupted while its " + words(policy) + " made it wait.",
                cause);
    }

    /**
     * True while waiting at a door; false where something may have run before: between retries, handed over, or in
     * children.
     */
    @Override
    public boolean refusal() {
        return !MAY_HAVE_RUN.contains(policy());
    }

    private static String words(String policy) {
        return policy.replace('_', ' ');
    }
}
