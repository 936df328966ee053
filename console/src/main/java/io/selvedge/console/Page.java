package io.selvedge.console;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * One page that listens: what is still to be sent to it.
 *
 * <p>Thread-safe. A page that does not read is let go after a few seconds; it will ask again, and be told everything.
 */
final class Page {
    private static final int MOST_BEHIND = 8;
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> frames = new ArrayBlockingQueue<>(MOST_BEHIND);
    private volatile boolean open = true;

    /** Whether it still listens. */
    boolean tell(byte[] frame) {
        if (open && !frames.offer(frame)) {
            close();
        }
        return open;
    }

    void close() {
        open = false;
        frames.clear();
        frames.offer(END);
    }

    /** Sends until the page is closed or its connection breaks. */
    void serve(OutputStream to, Workers workers) throws IOException, InterruptedException {
        while (open) {
            workers.waitForever();
            byte[] frame = frames.take();
            workers.hurry();
            to.write(frame);
            to.flush();
        }
    }
}
