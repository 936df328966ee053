package io.selvedge.runtime.memory;

/** Spreads threads over a number of places. Stateless. */
public final class ThreadPlace {
    /** Multiplying by the golden ratio spreads any regular pattern of thread ids evenly. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private ThreadPlace() {}

    /**
     * The calling thread's place, always the same.
     *
     * @param bits there are 2 to the power of that many places: 1 to 31
     */
    public static int of(int bits) {
        return (int) (Thread.currentThread().getId() * GOLDEN >>> (Long.SIZE - bits));
    }
}
