package io.selvedge.benchmarks;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** A kind of work that is compared. The settings in the titles hold for all peers. */
public enum Scenario {
    RETRY("@Retry alone, 3 retries, all goes well"),
    FALLBACK("@Fallback alone, all goes well"),
    BULKHEAD("@Bulkhead alone, limit 1,000, never full"),
    QUEUED("@Bulkhead alone, limit 1, callers wait in line"),
    SERIALIZED("@Serialized alone, without key"),
    BREAKER("@CircuitBreaker alone, window of 100 calls, closed"),
    TIMEOUT("@Timeout alone, 1 s, blocking"),
    RATE_LIMIT("@RateLimit alone, never spent"),
    ALL_FOUR("Retry, breaker, timeout and bulkhead"),
    ALL_FOUR_SIMPLE("The same, timed in Micrometer's SimpleMeterRegistry"),
    ALL_FOUR_PROMETHEUS("The same, timed in Micrometer's PrometheusMeterRegistry"),
    ALL_FOUR_STAGE(
            "Retry, breaker, timeout and bulkhead around a CompletionStage that is done already", Cost.PROCESS, 1),
    ALL_FOUR_STAGE_LATER(
            "The same around a CompletionStage that is completed when the call has returned", Cost.PROCESS, 1),
    ALL_FOUR_STAGE_SIMPLE(
            "The same around one that is done already, timed in Micrometer's SimpleMeterRegistry", Cost.PROCESS, 1),
    TIMED("A timer alone, SimpleMeterRegistry"),
    FAILS_TWICE("Fails twice, then succeeds: retries without delay, an exception without stack trace"),
    REFUSED_OPEN("A refusal: the breaker is open"),
    REFUSED_FULL("A refusal: the bulkhead is full"),
    REFUSED_SPENT("A refusal: the rate limit is spent"),
    KEYED_HOT("@Serialized by one hot key"),
    KEYED_COLD("@Serialized over 100,000 keys in turn, kept"),
    TIMER("A time limit armed and taken back, while 1,000,000 others are armed"),
    FAN_OUT("Fan-out of 10,000 elements that do nothing, 100 at once, platform threads", Cost.PROCESS, Bulk.ELEMENTS),
    FAN_OUT_VIRTUAL("The same on virtual threads", Cost.PROCESS, Bulk.ELEMENTS),
    FAN_OUT_MILLI("Fan-out of 10,000 elements of 1 ms, 100 at once, platform threads", Cost.WALL, Bulk.ELEMENTS),
    FAN_OUT_MILLI_VIRTUAL("The same elements of 1 ms on virtual threads", Cost.WALL, Bulk.ELEMENTS),
    PAGES("1,000,000 rows in pages of 1,000, by an iterator", Cost.CALLER, Bulk.ROWS),
    PAGES_STREAM("The same rows by a stream", Cost.CALLER, Bulk.ROWS);

    private final String title;
    private final Cost cost;
    private final int elements;

    /** Which time is what such work costs. */
    public enum Cost {
        /** Processor time of the threads that call. */
        CALLER("processor time of the calling thread"),
        /** Processor time of the whole process: some of the work, or of the guard, is done by other threads. */
        PROCESS("processor time of the whole process"),
        /** Time on the wall: the work is waiting. */
        WALL("time on the wall");

        private final String title;

        Cost(String title) {
            this.title = title;
        }
    }

    Scenario(String title) {
        this(title, Cost.CALLER, 1);
    }

    Scenario(String title, Cost cost, int elements) {
        this.title = title;
        this.cost = cost;
        this.elements = elements;
    }

    /** With all that a reader of its figures must know. */
    public String heading(int threads) {
        return title
                + (threads == 1 ? "" : ": " + threads + " threads")
                + (cost == Cost.CALLER ? "" : " (" + cost.title + ")");
    }

    public Cost cost() {
        return cost;
    }

    /** How many elements a call deals with: its cost is told for each of them. */
    public int elements() {
        return elements;
    }

    /** Whether threads meet here over something that they share. */
    public boolean shared() {
        return switch (this) {
            case BULKHEAD, QUEUED, SERIALIZED, BREAKER, TIMEOUT, RATE_LIMIT, ALL_FOUR, TIMED, TIMER -> true;
            default -> false;
        };
    }

    /** Whether that is what such a call should give: refusals are caught and returned. */
    public boolean isRight(Object result) {
        return switch (this) {
            case REFUSED_OPEN, REFUSED_FULL, REFUSED_SPENT -> result instanceof Exception;
            case ALL_FOUR_STAGE, ALL_FOUR_STAGE_LATER, ALL_FOUR_STAGE_SIMPLE ->
                result instanceof CompletableFuture<?> stage && stage.join() == Work.DONE;
            case FAN_OUT, FAN_OUT_VIRTUAL, FAN_OUT_MILLI, FAN_OUT_MILLI_VIRTUAL ->
                result instanceof Collection<?> all
                        && all.size() == elements
                        && all.stream().allMatch(each -> each == Work.DONE);
            case PAGES, PAGES_STREAM -> result.equals((long) elements);
            default -> result == Work.DONE;
        };
    }
}
