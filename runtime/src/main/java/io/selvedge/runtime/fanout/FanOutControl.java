package io.selvedge.runtime.fanout;

/**
 * A fan-out as operators handle it while it is in use.
 *
 * <p>Thread-safe; no method waits.
 */
public interface FanOutControl {

    /** How many children of one call may run at once. */
    int concurrency();

    /** How many children run now, over all calls. */
    long running();

    /**
     * Changes how many children of one call may run at once, for calls under way too: with more, further children begin
     * at once; with fewer, those that run finish undisturbed and are not followed up.
     *
     * @param concurrency 1 to {@link FanOutConfig#MOST}
     * @throws io.selvedge.runtime.policy.BadDefinition if it is out of range; nothing has changed then
     */
    void limit(int concurrency);
}
