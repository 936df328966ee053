package io.selvedge.runtime.pages;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A fetch on the thread that made this, which any other thread may cancel.
 *
 * <p>The handshake: {@link #ended} returns only when the interrupt can no longer come, so none ever hits what the thread
 * does next; and the thread is left with the flag as it would be without ours.
 */
final class FetchHere implements Fetch {
    private enum Phase {
        RUNNING,
        ENDED,
        CANCELLING,
        CANCELLED
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.RUNNING);
    private final Thread thread = Thread.currentThread();
    /** Whether somebody else had interrupted the thread before. Published by {@code phase}. */
    private boolean flagWasUp;

    @Override
    public void cancel() {
        if (phase.compareAndSet(Phase.RUNNING, Phase.CANCELLING)) {
            flagWasUp = thread.isInterrupted();
            thread.interrupt();
            phase.set(Phase.CANCELLED);
        }
    }

    /** The fetch is over, with that failure if any. To be called by the thread that made this. */
    void ended(@Nullable Throwable failure) {
        if (phase.compareAndSet(Phase.RUNNING, Phase.ENDED)) {
            return;
        }
        while (phase.get() != Phase.CANCELLED) {
            Thread.onSpinWait();
        }
        boolean consumed = failure instanceof InterruptedException;
        if (flagWasUp && consumed) {
            thread.interrupt(); // One flag stood for two interrupts: the other still wants the thread to stop.
        } else if (!flagWasUp && !consumed) {
            Thread.interrupted();
        }
    }
}
