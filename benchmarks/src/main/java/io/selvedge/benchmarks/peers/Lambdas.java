package io.selvedge.benchmarks.peers;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Serialized;
import io.selvedge.annotations.Timeout;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.benchmarks.Work;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.Guard;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;

/** Selvedge around lambdas: the same pipeline without a weaver. */
public final class Lambdas implements Peer {
    private final Work work = new Work();
    private final Engine engine = Engine.start();

    @Retry
    @Retention(RetentionPolicy.RUNTIME)
    @interface Retried {}

    @Bulkhead(limit = 1_000)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Limited {}

    @Serialized
    @Retention(RetentionPolicy.RUNTIME)
    @interface InTurn {}

    @CircuitBreaker(window = 100)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Broken {}

    @Timeout("1s")
    @Retention(RetentionPolicy.RUNTIME)
    @interface InTime {}

    @RateLimit(permits = 1_000_000_000, burst = 1_000_000)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Paced {}

    @Retry
    @CircuitBreaker(window = 100)
    @Timeout("1s")
    @Bulkhead(limit = 1_000)
    @Retention(RetentionPolicy.RUNTIME)
    @interface AllFour {}

    @Retry(backoff = @Backoff(initial = "0ms"))
    @Retention(RetentionPolicy.RUNTIME)
    @interface Persistent {}

    @Override
    public Map<Scenario, Call> calls() {
        Guard stages = engine.guard("stages", AllFour.class);
        Guard failing = engine.guard("failing", Persistent.class);
        return Map.of(
                Scenario.RETRY, run(Retried.class),
                Scenario.BULKHEAD, run(Limited.class),
                Scenario.SERIALIZED, run(InTurn.class),
                Scenario.BREAKER, run(Broken.class),
                Scenario.TIMEOUT, run(InTime.class),
                Scenario.RATE_LIMIT, run(Paced.class),
                Scenario.ALL_FOUR, run(AllFour.class),
                Scenario.ALL_FOUR_STAGE, Work.joined(() -> stages.stage(work::stage)),
                Scenario.ALL_FOUR_STAGE_LATER, work.later(() -> stages.stage(work::pending)),
                Scenario.FAILS_TWICE, () -> failing.call(work::failTwice));
    }

    private Call run(Class<? extends Annotation> bundle) {
        Guard guard = engine.guard(bundle.getSimpleName(), bundle);
        return () -> guard.call(work::run);
    }
}
