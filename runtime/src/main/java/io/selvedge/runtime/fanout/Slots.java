package io.selvedge.runtime.fanout;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A place for each child, numbered from 0, that grows as it must.
 *
 * <p>Each place is written by one thread; who reads must have seen, in some other way, that it was. Growing replaces the
 * list of chunks and never a chunk, so a write cannot be lost; the lock guards the growing only.
 */
final class Slots {
    /** What to expect where it is not known. */
    static final int CHUNK = 1 << 10;

    private final ReentrantLock growing = new ReentrantLock();
    private volatile @Nullable Object[][] chunks;

    /** @param expected how many there will be; a guess of at least {@link #CHUNK} may be too low */
    Slots(int expected) {
        chunks = new @Nullable Object[][] {new @Nullable Object[Math.max(1, Math.min(CHUNK, expected))]};
        if (expected > CHUNK) {
            grow((expected - 1) / CHUNK);
        }
    }

    void put(long index, @Nullable Object value) {
        chunkFor(index)[(int) (index % CHUNK)] = value;
    }

    /** The value there, {@code null} if none was put. */
    @Nullable Object get(int index) {
        @Nullable Object[][] now = chunks;
        int chunk = index / CHUNK;
        int place = index % CHUNK;
        return chunk < now.length && place < now[chunk].length ? now[chunk][place] : null;
    }

    private @Nullable Object[] chunkFor(long index) {
        @Nullable Object[][] now = chunks;
        int chunk = (int) (index / CHUNK);
        return chunk < now.length && index % CHUNK < now[chunk].length ? now[chunk] : grow(chunk)[chunk];
    }

    private @Nullable Object[][] grow(int lastChunk) {
        growing.lock();
        try {
            @Nullable Object[][] now = chunks;
            if (lastChunk >= now.length) {
                @Nullable Object[][] more = Arrays.copyOf(now, Math.max(lastChunk + 1, now.length * 2));
                for (int i = now.length; i < more.length; i++) {
                    more[i] = new @Nullable Object[CHUNK];
                }
                chunks = more;
            }
            return chunks;
        } finally {
            growing.unlock();
        }
    }
}
