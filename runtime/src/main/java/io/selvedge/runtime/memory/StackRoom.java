package io.selvedge.runtime.memory;

/**
 * Finds out whether a thread's stack has room for what is to come, while nothing is held yet: where a stack ends within a
 * step that several threads depend on, the step stays half done for all of them. Stateless.
 */
public final class StackRoom {
    /**
     * What a level takes at the least, since its parameters are kept while it looks further: 81 bytes where it is fully
     * compiled, more than 200 where it is interpreted (measured, JDK 17 and 25).
     */
    private static final int LEVEL_BYTES = 80;

    private StackRoom() {}

    /**
     * Returns if there is room for so many bytes. Takes some 5 ns for a hundred of them.
     *
     * @throws StackOverflowError if there is not
     */
    public static void require(int bytes) {
        int levels = bytes / LEVEL_BYTES;
        descend(levels, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    private static long descend(int levels, long a, long b, long c, long d, long e, long f, long g, long h) {
        return levels <= 0 ? a : descend(levels - 1, b, c, d, e, f, g, h, a) + a + b + c + d + e + f + g + h;
    }
}
