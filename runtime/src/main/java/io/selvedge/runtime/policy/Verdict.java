package io.selvedge.runtime.policy;

import org.jspecify.annotations.Nullable;

/**
 * What a policy answers at the exit.
 *
 * <p>Closed on purpose: a new answer does not compile until {@link Judge}, and so every driver, can carry it out.
 */
public sealed interface Verdict permits Verdict.Keep, Verdict.Replace, Verdict.Divert, Verdict.Again {

    /** Leaves the outcome alone: the constant answer of most policies. */
    static Keep keep() {
        return Keep.SILENT;
    }

    /** Hands this answer to the driver that carries it out. */
    <R> R carriedOutBy(Judge<R> driver);

    /** Carries out verdicts; one method for each. */
    interface Judge<R> {
        R keep(Keep keep);

        R replace(Replace replace);

        R divert(Divert divert);

        R again(Again again);
    }

    /**
     * Leave the outcome alone.
     *
     * @param reason why, as a metric tag (short, snake case, from a fixed set), or empty when there is nothing to tell
     */
    record Keep(String reason) implements Verdict {
        private static final Keep SILENT = new Keep("");

        @Override
        public <R> R carriedOutBy(Judge<R> driver) {
            return driver.keep(this);
        }
    }

    /**
     * Another outcome: this failure if there is one, else this value.
     *
     * @param reason why, as for {@link Keep}
     */
    record Replace(@Nullable Object value, @Nullable Throwable failure, String reason) implements Verdict {
        /** Another outcome, for no reason that needs telling. */
        public Replace(@Nullable Object value, @Nullable Throwable failure) {
            this(value, failure, "");
        }

        @Override
        public <R> R carriedOutBy(Judge<R> driver) {
            return driver.replace(this);
        }
    }

    /**
     * Run this for the outcome. What it throws becomes the outcome too and carries the first failure as suppressed.
     * On a method that returns a stage the invocation returns a stage, which is waited for.
     */
    record Divert(Invocation invocation) implements Verdict {
        @Override
        public <R> R carriedOutBy(Judge<R> driver) {
            return driver.divert(this);
        }
    }

    /**
     * Run what lies behind this policy once more. A request: the driver declines it where the caller has been
     * interrupted or has cancelled, or where the delay cannot fit into the deadline.
     *
     * @param delayNanos how long to wait before, 0 for at once
     * @param pass the ticket of the next attempt
     */
    record Again(long delayNanos, Pass pass) implements Verdict {
        @Override
        public <R> R carriedOutBy(Judge<R> driver) {
            return driver.again(this);
        }
    }

    /** Something to run in a call's place. */
    @FunctionalInterface
    interface Invocation {
        @Nullable Object run() throws Throwable;
    }
}
