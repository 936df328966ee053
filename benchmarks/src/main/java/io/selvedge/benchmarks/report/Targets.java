package io.selvedge.benchmarks.report;

import static io.selvedge.benchmarks.Competitor.FAILSAFE;
import static io.selvedge.benchmarks.Competitor.HAND;
import static io.selvedge.benchmarks.Competitor.HAND_FAIR;
import static io.selvedge.benchmarks.Competitor.INVOKE_ALL;
import static io.selvedge.benchmarks.Competitor.JCABI;
import static io.selvedge.benchmarks.Competitor.PLAIN;
import static io.selvedge.benchmarks.Competitor.RESILIENCE4J;
import static io.selvedge.benchmarks.Competitor.RESILIENCE4J_NO_TIMEOUT;
import static io.selvedge.benchmarks.Competitor.RESILIENCE4J_SPRING;
import static io.selvedge.benchmarks.Competitor.SMALLRYE;
import static io.selvedge.benchmarks.Competitor.SMALLRYE_WELD;
import static io.selvedge.benchmarks.Competitor.SPRING;
import static io.selvedge.benchmarks.Competitor.VIRTUAL_THREADS;

import io.selvedge.benchmarks.Competitor;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.benchmarks.Titles;
import java.util.ArrayList;
import java.util.List;

/** What Selvedge is to reach, and whether it does: the table at the head of the page. */
final class Targets {
    private static final Competitor[] PROGRAMMATIC = {RESILIENCE4J, RESILIENCE4J_NO_TIMEOUT, FAILSAFE, SMALLRYE};
    private static final Competitor[] ANNOTATED = {RESILIENCE4J_SPRING, SMALLRYE_WELD};
    private static final Competitor[] PEERS = {
        RESILIENCE4J, RESILIENCE4J_NO_TIMEOUT, FAILSAFE, SMALLRYE, RESILIENCE4J_SPRING, SMALLRYE_WELD, SPRING, JCABI
    };

    private static final List<Target> ALL = all();

    private Targets() {}

    /** The table, for each JDK in two columns. */
    static String text(List<Results> all) {
        StringBuilder text = new StringBuilder("| Selvedge, woven | target |");
        all.forEach(results -> text.append(" JDK %d | met |".formatted(results.jdk())));
        text.append("\n|---|---|").append("---|---|".repeat(all.size())).append('\n');
        ALL.forEach(target -> text.append(target.line(all)));
        return text.toString();
    }

    private static List<Target> all() {
        List<Target> targets = new ArrayList<>(alone());
        targets.addAll(together());
        targets.addAll(refusals());
        targets.addAll(threads(2));
        targets.addAll(threads(8));
        targets.addAll(many());
        targets.addAll(figures());
        return targets;
    }

    private static List<Target> alone() {
        return List.of(
                Target.of("`@Retry` alone", Scenario.RETRY).nanosOver(3, PLAIN).bytes(0),
                Target.of("`@Fallback` alone", Scenario.FALLBACK)
                        .nanosOver(3, PLAIN)
                        .bytes(0),
                Target.of("`@Bulkhead` alone", Scenario.BULKHEAD)
                        .times(1.3, HAND)
                        .bytes(0),
                Target.of("`@Serialized` alone", Scenario.SERIALIZED)
                        .times(1.3, HAND)
                        .bytes(0),
                Target.of("`@CircuitBreaker` alone", Scenario.BREAKER)
                        .times(2, HAND)
                        .times(0.2, RESILIENCE4J)
                        .bytes(0),
                Target.of("`@Timeout` alone, blocking", Scenario.TIMEOUT)
                        .times(1.3, HAND)
                        .times(0.1, SMALLRYE)
                        .bytes(0),
                Target.of("`@RateLimit` alone", Scenario.RATE_LIMIT)
                        .times(1.2, HAND)
                        .bytes(0),
                Target.of("`@Serialized` by a hot key", Scenario.KEYED_HOT)
                        .times(1, HAND)
                        .bytesTimes(1, HAND),
                Target.of("`@Serialized` over 100,000 keys", Scenario.KEYED_COLD)
                        .times(1, HAND)
                        .bytesTimes(1, HAND));
    }

    private static List<Target> together() {
        return List.of(
                Target.of("all four", Scenario.ALL_FOUR).times(1.3, HAND).bytes(16),
                measured("all four, in a SimpleMeterRegistry", Scenario.ALL_FOUR_SIMPLE),
                measured("all four, in a PrometheusMeterRegistry", Scenario.ALL_FOUR_PROMETHEUS),
                stage("all four around a stage that is done", Scenario.ALL_FOUR_STAGE),
                stage("all four around a stage that is done later", Scenario.ALL_FOUR_STAGE_LATER),
                stage("all four around a stage, in a SimpleMeterRegistry", Scenario.ALL_FOUR_STAGE_SIMPLE),
                Target.of("fails twice, then succeeds", Scenario.FAILS_TWICE)
                        .times(1, "the best peer", PEERS)
                        .bytesTimes(1, PEERS));
    }

    private static Target measured(String work, Scenario scenario) {
        return Target.of(work, scenario)
                .times(1.2, HAND)
                .times(1, "the best peer without annotations", PROGRAMMATIC)
                .times(0.1, "the best with", ANNOTATED)
                .bytes(32);
    }

    private static Target stage(String work, Scenario scenario) {
        return Target.of(work, scenario).times(0.5, "the best peer", PEERS).bytesTimes(0.5, PEERS);
    }

    private static List<Target> refusals() {
        return List.of(
                Target.of("a refusal, breaker open", Scenario.REFUSED_OPEN)
                        .nanos(50)
                        .bytes(24),
                Target.of("a refusal, bulkhead full", Scenario.REFUSED_FULL)
                        .nanos(50)
                        .bytes(24),
                Target.of("a refusal, limiter spent", Scenario.REFUSED_SPENT)
                        .nanos(50)
                        .bytes(24));
    }

    private static List<Target> threads(int threads) {
        return List.of(
                thronged("`@Bulkhead` of 1,000", Scenario.BULKHEAD, threads, HAND),
                thronged("`@Bulkhead` of 1, in line", Scenario.QUEUED, threads, HAND_FAIR),
                thronged("`@Serialized`, in line", Scenario.SERIALIZED, threads, HAND_FAIR),
                thronged("`@CircuitBreaker`", Scenario.BREAKER, threads, HAND),
                thronged("`@RateLimit`", Scenario.RATE_LIMIT, threads, HAND),
                thronged("`@Timeout`", Scenario.TIMEOUT, threads, HAND),
                thronged("timer under 1,000,000 limits", Scenario.TIMER, threads, HAND));
    }

    private static Target thronged(String what, Scenario scenario, int threads, Competitor other) {
        return Target.of("%d threads on one %s".formatted(threads, what), scenario, threads)
                .wallTimes(1, other);
    }

    private static List<Target> many() {
        return List.of(
                Target.of("fan-out of 10,000 no-ops", Scenario.FAN_OUT)
                        .times(3, HAND)
                        .bytesTimes(3, HAND)
                        .times(0.2, "a task for each", INVOKE_ALL),
                Target.of("the same on virtual threads", Scenario.FAN_OUT_VIRTUAL)
                        .times(3, HAND)
                        .bytesTimes(3, HAND)
                        .times(0.2, "a thread for each", VIRTUAL_THREADS),
                Target.of("fan-out of 10,000 × 1 ms, 100 at once", Scenario.FAN_OUT_MILLI)
                        .times(1.03, HAND),
                Target.of("the same on virtual threads", Scenario.FAN_OUT_MILLI_VIRTUAL)
                        .times(1.03, HAND));
    }

    private static List<Target> figures() {
        return List.of(
                Target.of("timer, 1,000,000 limits at once: each armed; taken back; heap left of it")
                        .figure(Titles.limit(Titles.Step.ARM, Titles.SELVEDGE), 40, "ns")
                        .figure(Titles.limit(Titles.Step.DISARM, Titles.SELVEDGE), 40, "ns")
                        .figure(Titles.limit(Titles.Step.LEFT, Titles.SELVEDGE), 1, "B"),
                Target.of("heap for each key: lane; permit")
                        .figure(Titles.heapOfKey("lane", Titles.SELVEDGE), 128, "B")
                        .figure(Titles.heapOfKey("permit", Titles.SELVEDGE), 128, "B"),
                Target.of("heap for each key: limiter; breaker of 100 calls")
                        .figure(Titles.heapOfKey("limiter", Titles.SELVEDGE), 256, "B")
                        .figure(Titles.heapOfKey("breaker of 100 calls", Titles.SELVEDGE), 256, "B"),
                Target.of("1,000 plans compiled, cold").figure(Titles.PLANS, 200, "ms"));
    }
}
