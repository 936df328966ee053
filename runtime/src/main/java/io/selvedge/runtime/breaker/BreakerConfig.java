package io.selvedge.runtime.breaker;

import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.runtime.policy.DurationText;
import io.selvedge.runtime.policy.FailureTypes;
import io.selvedge.runtime.policy.Problems;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one {@link CircuitBreaker}.
 *
 * @param name the name under which methods share it, or empty
 * @param sample which calls are looked at
 * @param threshold from when on there are too many bad ones
 * @param openTime how long the circuit stays open
 * @param trials how it finds out whether to close
 * @param blame which failures count
 */
public record BreakerConfig(
        String name, Sample sample, Threshold threshold, OpenTime openTime, Trials trials, Blame blame) {

    static BreakerConfig from(CircuitBreaker breaker) {
        Problems problems = new Problems("CircuitBreaker");
        Sample sample = Sample.read(breaker, problems);
        Threshold threshold = Threshold.read(breaker, problems);
        OpenTime openTime = OpenTime.read(breaker, problems);
        Trials trials = Trials.read(breaker, problems);
        problems.check();
        return new BreakerConfig(
                breaker.name(),
                Objects.requireNonNull(sample),
                Objects.requireNonNull(threshold),
                Objects.requireNonNull(openTime),
                Objects.requireNonNull(trials),
                new Blame(FailureTypes.of(breaker.failOn()), FailureTypes.of(breaker.skipOn())));
    }

    private static Problems above0(Problems problems, String attribute, long nanos) {
        return problems.requireNanos(
                nanos > 0, attribute, nanos, "must be above zero", "Write a duration such as \"5s\"");
    }

    private static Problems rate(Problems problems, String attribute, double rate) {
        return problems.require(
                rate > 0 && rate <= 1,
                attribute,
                rate,
                "must be above 0 and at most 1",
                "Write a fraction, such as 0.5 for one half");
    }

    /**
     * Which calls are looked at.
     *
     * @param calls the latest so many, if {@code nanos} is 0
     * @param nanos those of the last so many nanoseconds, or 0
     * @param minimum how many must be on record before their shares mean anything
     */
    public record Sample(int calls, long nanos, int minimum) {
        /** A number of calls that fits into a field of {@link CountWindow}. */
        static final int MOST_CALLS = 1_000_000;

        private static final int MINIMUM_IN_TIME = 20;

        public Sample {
            rules(new Problems("CircuitBreaker"), calls, nanos, minimum).check();
        }

        private static @Nullable Sample read(CircuitBreaker breaker, Problems problems) {
            String text = breaker.windowTime();
            long nanos = problems.nanos("windowTime", text, 0);
            if (!text.isEmpty()) {
                above0(problems, "windowTime", nanos);
            }
            rules(problems, breaker.window(), nanos, breaker.minimumCalls());
            int usual = nanos == 0 ? breaker.window() : MINIMUM_IN_TIME;
            int minimum = breaker.minimumCalls() == 0 ? usual : breaker.minimumCalls();
            return problems.none() ? new Sample(breaker.window(), nanos, minimum) : null;
        }

        private static Problems rules(Problems problems, int calls, long nanos, int minimum) {
            problems.require(
                            calls >= 1 && calls <= MOST_CALLS,
                            "window",
                            calls,
                            "must be at least 1 and at most " + MOST_CALLS,
                            "Write how many of the latest calls to look at, or a windowTime")
                    .require(
                            minimum >= 0,
                            "minimumCalls",
                            minimum,
                            "must not be negative",
                            "Write 0 to wait for a full window");
            if (nanos <= 0 && minimum > Math.max(calls, 1)) {
                problems.require(
                        false,
                        "minimumCalls",
                        minimum,
                        "must not be more than window, " + calls + ", or it is never reached",
                        "Lower it or raise window");
            }
            return problems;
        }
    }

    /**
     * From when on there are too many bad calls.
     *
     * @param failureRate share of failures from which on the circuit opens, above 0, at most 1
     * @param slowAfterNanos running time from which on a call is slow, {@link Long#MAX_VALUE} if none is
     * @param slowRate share of slow calls from which on the circuit opens, above 0, at most 1
     */
    public record Threshold(double failureRate, long slowAfterNanos, double slowRate) {

        public Threshold {
            rules(new Problems("CircuitBreaker"), failureRate, slowAfterNanos, slowRate)
                    .check();
        }

        private static @Nullable Threshold read(CircuitBreaker breaker, Problems problems) {
            long slowAfter = problems.nanos("slowAfter", breaker.slowAfter(), Long.MAX_VALUE);
            rules(problems, breaker.failureRate(), slowAfter, breaker.slowRate());
            return problems.none() ? new Threshold(breaker.failureRate(), slowAfter, breaker.slowRate()) : null;
        }

        private static Problems rules(Problems problems, double failureRate, long slowAfter, double slowRate) {
            above0(problems, "slowAfter", slowAfter);
            rate(problems, "failureRate", failureRate);
            return rate(problems, "slowRate", slowRate)
                    .require(
                            !(slowRate < 1) || slowAfter != Long.MAX_VALUE,
                            "slowRate",
                            slowRate,
                            "has no meaning without slowAfter",
                            "Say from when on a call is slow, such as slowAfter = \"1s\"");
        }

        boolean asksForTime() {
            return slowAfterNanos != Long.MAX_VALUE;
        }

        /** Whether there are too many bad ones; exact at the limits, 7 of 100 reach 0.07. */
        boolean reached(long calls, long failures, long slow) {
            return (failures > 0 && (double) failures / calls >= failureRate)
                    || (slow > 0 && (double) slow / calls >= slowRate);
        }
    }

    /**
     * How long the circuit stays open.
     *
     * @param firstNanos the first time, above 0
     * @param growth by how much each reopening is longer than the time before, finite, at least 1
     * @param maxNanos what it never exceeds, at least {@code firstNanos}
     */
    public record OpenTime(long firstNanos, double growth, long maxNanos) {

        public OpenTime {
            rules(new Problems("CircuitBreaker"), firstNanos, growth, maxNanos).check();
        }

        private static @Nullable OpenTime read(CircuitBreaker breaker, Problems problems) {
            long first = problems.nanos("openFor", breaker.openFor(), 0);
            long max = problems.nanos("openMax", breaker.openMax(), Long.MAX_VALUE);
            rules(problems, first, breaker.openGrowth(), max);
            problems.require(
                    breaker.openMax().isEmpty() || !(breaker.openGrowth() <= 1),
                    "openMax",
                    breaker.openMax(),
                    "has no meaning without growth",
                    "Write an openGrowth above 1, or leave it away");
            return problems.none() ? new OpenTime(first, breaker.openGrowth(), max) : null;
        }

        private static Problems rules(Problems problems, long first, double growth, long max) {
            above0(problems, "openFor", first);
            problems.require(
                    growth >= 1 && growth < Double.POSITIVE_INFINITY,
                    "openGrowth",
                    growth,
                    "must be a finite number of at least 1",
                    "Write 1 for a constant time, 2 for one that doubles");
            if (max < first) {
                problems.requireNanos(
                        false,
                        "openMax",
                        max,
                        "must not be shorter than openFor, " + DurationText.of(first),
                        "Raise the one or lower the other");
            }
            return problems;
        }

        /** How long, after so many reopenings in a row. In floating point, which does not wrap. */
        long nanos(int reopened) {
            double grown = firstNanos * Math.pow(growth, reopened);
            return grown < maxNanos ? (long) grown : maxNanos;
        }
    }

    /**
     * How the circuit finds out whether to close.
     *
     * @param count how many calls are let through, all of which must go well, at least 1
     * @param withinNanos how long they may take before their places are given anew, above 0
     */
    public record Trials(int count, long withinNanos) {

        public Trials {
            rules(new Problems("CircuitBreaker"), count, withinNanos).check();
        }

        private static @Nullable Trials read(CircuitBreaker breaker, Problems problems) {
            long within = problems.nanos("trialsWithin", breaker.trialsWithin(), 0);
            rules(problems, breaker.trials(), within);
            return problems.none() ? new Trials(breaker.trials(), within) : null;
        }

        private static Problems rules(Problems problems, int count, long within) {
            return above0(problems, "trialsWithin", within)
                    .require(count >= 1, "trials", count, "must be at least 1", "Write how many calls to try with");
        }
    }

    /**
     * Which failures count as failures.
     *
     * @param failOn these
     * @param skipOn but these count as successes
     */
    public record Blame(FailureTypes failOn, FailureTypes skipOn) {}
}
