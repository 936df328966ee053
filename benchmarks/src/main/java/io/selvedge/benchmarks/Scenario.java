package io.selvedge.benchmarks;

import java.util.concurrent.CompletableFuture;

/** A kind of work that is compared. The settings in the titles hold for all peers. */
public enum Scenario {
    RETRY("@Retry alone, 3 retries, all goes well"),
    FALLBACK("@Fallback alone, all goes well"),
    BULKHEAD("@Bulkhead alone, limit 1,000, never full"),
    SERIALIZED("@Serialized alone, without key"),
    BREAKER("@CircuitBreaker alone, window of 100 calls, closed"),
    TIMEOUT("@Timeout alone, 1 s, blocking"),
    RATE_LIMIT("@RateLimit alone, never spent"),
    ALL_FOUR("Retry, breaker, timeout and bulkhead"),
    ALL_FOUR_SIMPLE("The same, timed in Micrometer's SimpleMeterRegistry"),
    ALL_FOUR_PROMETHEUS("The same, timed in Micrometer's PrometheusMeterRegistry"),
    ALL_FOUR_STAGE("Retry, breaker, timeout and bulkhead around a CompletionStage that is done already"),
    TIMED("A timer alone, SimpleMeterRegistry"),
    FAILS_TWICE("Fails twice, then succeeds: retries without delay, an exception without stack trace"),
    REFUSED_OPEN("A refusal: the breaker is open"),
    REFUSED_FULL("A refusal: the bulkhead is full"),
    REFUSED_SPENT("A refusal: the rate limit is spent"),
    KEYED_HOT("@Serialized by one hot key"),
    KEYED_COLD("@Serialized over 100,000 keys in turn, kept");

    private final String title;

    Scenario(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** Whether threads meet here over something that they share. */
    public boolean shared() {
        return switch (this) {
            case BULKHEAD, SERIALIZED, BREAKER, TIMEOUT, RATE_LIMIT, ALL_FOUR, TIMED -> true;
            default -> false;
        };
    }

    /** Whether that is what such a call should give: refusals are caught and returned. */
    public boolean isRight(Object result) {
        return switch (this) {
            case REFUSED_OPEN, REFUSED_FULL, REFUSED_SPENT -> result instanceof Exception;
            case ALL_FOUR_STAGE -> result instanceof CompletableFuture<?> stage && stage.join() == Work.DONE;
            default -> result == Work.DONE;
        };
    }
}
