package io.selvedge.failures;

import java.util.List;

/**
 * A {@link io.selvedge.annotations.FanOut} needed one success, and none of its children had any: all of them failed, or
 * there was none.
 *
 * <p>The failures are those of the children, the same instances, in the order of the input. The first is also the
 * cause, the others are also suppressed, so that a log shows all of them.
 */
public final class AllFailedException extends PolicyException {
    private static final long serialVersionUID = 1L;

    private final Throwable[] failures;

    /**
     * A failure of all.
     *
     * @param method the guarded method as the metrics name it
     * @param failures what each child failed with, in order; empty if there was no child
     */
    public AllFailedException(String method, List<? extends Throwable> failures) {
        super(
                method,
                "fan_out",
                failures.isEmpty() ? "empty" : "all_failed",
                story(method, failures),
                failures.isEmpty() ? null : failures.get(0));
        this.failures = failures.toArray(Throwable[]::new);
        failures.stream().skip(1).forEach(this::addSuppressed);
    }

    /** What each child failed with, in the order of the input; empty if there was nothing to run. */
    public List<Throwable> failures() {
        return List.of(failures);
    }

    /** True only where there was nothing to run. */
    @Override
    public boolean refusal() {
        return failures.length == 0;
    }

    private static String story(String method, List<? extends Throwable> failures) {
        return failures.isEmpty()
                ? method + " was given nothing to run, so nothing could succeed."
                : "All %d children of %s failed, the first with %s".formatted(failures.size(), method, failures.get(0));
    }
}
