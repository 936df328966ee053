package io.selvedge.runtime.bulkhead;

/**
 * A bulkhead as operators handle it while it is in use.
 *
 * <p>Thread-safe; no method waits.
 */
public interface BulkheadControl {

    /** How many calls may run at once, for each key where there are keys. */
    int limit();

    /** How many callers may wait, for each key where there are keys. */
    int queue();

    /** How many permits are held now, over all keys; for a while more than there are, after the limit was lowered. */
    int used();

    /** How many callers wait now, over all keys. */
    int waiting();

    /**
     * Changes the limits, for each key that there is or will be. More permits let waiting callers in at once; with fewer,
     * those who are in finish undisturbed, and nobody who waits is sent away.
     *
     * @param limit at least 1
     * @param queue at least 0
     * @throws io.selvedge.runtime.policy.BadDefinition if they cannot work with the other settings; nothing has changed
     *     then
     */
    void resize(int limit, int queue);

    /**
     * Sends away all who wait now, over all keys: each is refused with a
     * {@link io.selvedge.failures.BulkheadFullException} whose reason is {@code cleared}. Those who are in finish
     * undisturbed, and whoever comes later may wait as ever.
     *
     * @return how many they were
     */
    int clear();
}
