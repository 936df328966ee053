package io.selvedge.samples.tasks.story;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * A line each second about a long job: rows, rate, and the time that is left at this rate.
 *
 * <p>Used by one thread.
 */
public final class Progress implements LongConsumer {
    private static final long EACH_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** The clock is looked at once for so many rows. */
    private static final int STEP = 1 << 8;

    private final long rows;
    private final PrintStream out;
    private final long began = System.nanoTime();
    private long next = began + EACH_NANOS;

    public Progress(long rows, PrintStream out) {
        this.rows = rows;
        this.out = out;
    }

    @Override
    public void accept(long done) {
        if (done % STEP == 0) {
            long now = System.nanoTime();
            if (now >= next) {
                next = now + EACH_NANOS;
                out.println(line(done, now - began));
            }
        }
    }

    /** The last line. */
    public void end(long done) {
        out.println(line(done, System.nanoTime() - began));
    }

    private String line(long done, long nanos) {
        double perSecond = done * 1e9 / Math.max(1, nanos);
        return String.format(
                Locale.ROOT,
                "%,9d of %,d rows  %,7.0f rows/s  %.1f s left",
                done,
                rows,
                perSecond,
                (rows - done) / Math.max(1, perSecond));
    }
}
