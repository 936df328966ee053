package io.selvedge.samples.tasks.story;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the calls of a crowd ended, as the callers saw it.
 *
 * @param all one entry a call
 */
record Outcomes(List<Outcome> all) {

    /** One call: how long its caller waited, and the failure if there was one. */
    record Outcome(long nanos, @Nullable Throwable failure) {}

    int calls() {
        return all.size();
    }

    int succeeded() {
        return (int) all.stream().filter(outcome -> outcome.failure() == null).count();
    }

    int failed() {
        return calls() - succeeded();
    }

    /** The calls that failed. */
    Outcomes failures() {
        return only(Throwable.class);
    }

    int failedWith(Class<? extends Throwable> type) {
        return only(type).calls();
    }

    /** The calls that ended with such a failure. */
    Outcomes only(Class<? extends Throwable> type) {
        return new Outcomes(all.stream()
                .filter(outcome -> type.isInstance(outcome.failure()))
                .toList());
    }

    /** The time within which that share of the callers, from 0 to 1, had their answer; 0 if there were none. */
    long quantile(double share) {
        long[] sorted = all.stream().mapToLong(Outcome::nanos).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }

    String median() {
        return Shown.time(quantile(0.5));
    }

    String p90() {
        return Shown.time(quantile(0.9));
    }

    String p99() {
        return Shown.time(quantile(0.99));
    }

    String slowest() {
        return Shown.time(quantile(1));
    }

    /** How long all callers waited, added up. */
    String total() {
        return Shown.time(all.stream().mapToLong(Outcome::nanos).sum());
    }

    /** What one of the failures says, empty if there is none. */
    String example() {
        return all.stream()
                .map(Outcome::failure)
                .filter(Objects::nonNull)
                .map(failure -> failure.getClass().getSimpleName() + ": " + failure.getMessage())
                .findFirst()
                .orElse("");
    }
}
