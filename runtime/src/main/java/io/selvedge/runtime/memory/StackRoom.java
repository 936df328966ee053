package io.selvedge.runtime.memory;

/**
 * Finds out whether a thread's stack has room for what is to come, while nothing is held yet: where a stack ends within a
 * step that several threads depend on, the step stays half done for all of them. Stateless.
 */
public final class StackRoom {
    /** What a level takes at the least, however it is compiled: its parameters are kept while it looks further. */
    private static final int LEVEL_BYTES = 96;

    private StackRoom() {}

    /**
     * Returns if there is room for about so many bytes. Takes a nanosecond or two for a hundred of them.
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
