package io.selvedge.runtime.drive;

import org.jspecify.annotations.Nullable;

/**
 * What the caller's own thread does for the children of its blocking call.
 *
 * <p>Confined to that thread, except for {@link #interrupt()}.
 */
final class OwnShare {
    private final BlockingWalk call;
    private final Inner inner;
    private final HandBell bell;

    OwnShare(BlockingWalk call, Inner inner) {
        this.call = call;
        this.inner = inner;
        this.bell = new HandBell(call.stack);
    }

    /** Pulls as the workers do; the interrupt that ended it, if that was not ours. */
    @Nullable InterruptedException pull(Gathering all) {
        InterruptedException foreign = null;
        boolean consumed = false;
        bell.start(call.time(), 0, 0);
        call.bell = bell;
        try (ChildFrame frame = new ChildFrame(inner, call, null)) {
            Pull pull = new Pull(all, frame);
            foreign = pull.asCaller();
            consumed = pull.consumed();
        } finally {
            call.bell = null;
            if (bell.stop(call.time())) {
                call.takeBack(bell, consumed);
            } else if (consumed && foreign == null) {
                // It came from elsewhere, at the moment when the outcome stood.
                Thread.currentThread().interrupt();
            }
        }
        return foreign;
    }

    /** Makes the thread end its child, if it runs one: the outcome stands. */
    void interrupt() {
        bell.pull();
    }
}
