package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Spread;
import org.jspecify.annotations.Nullable;

/**
 * What one thread does for a gathering: pulls child after child and runs each to its end. It has been counted in the crew
 * and leaves it when done.
 *
 * <p>Confined to its thread; made for one stay.
 */
final class Pull {
    private final Gathering all;
    private final Spread spread;
    private final ChildFrame frame;
    private final Spread.Child child = new Spread.Child();
    private boolean found;
    private boolean left;
    private boolean consumed;

    Pull(Gathering all, ChildFrame frame) {
        this.all = all;
        this.spread = all.spread;
        this.frame = frame;
    }

    /** On a thread of the executor. */
    void asWorker() {
        try {
            while (next()) {
                run();
                tell();
                if (!staysOn()) {
                    return;
                }
            }
        } catch (Throwable bug) {
            all.stand(bug);
        } finally {
            leave();
        }
    }

    /**
     * On the caller's own thread.
     *
     * @return the interrupt that made it stop, if that was not ours
     */
    @Nullable InterruptedException asCaller() {
        try {
            while (next()) {
                run();
                InterruptedException foreign = foreign(frame.interrupt());
                tell();
                if (foreign != null || flagUp()) {
                    return foreign;
                }
                if (toldToStop()) {
                    return new InterruptedException("The child before has swallowed it.");
                }
                if (!staysOn()) {
                    return null;
                }
            }
        } catch (InterruptedException inNext) {
            consumed = true;
            return foreign(inNext);
        } catch (Throwable bug) {
            all.stand(bug);
        } finally {
            leave();
        }
        return null;
    }

    private boolean next() throws Throwable {
        if (all.crew.stands()) {
            return false;
        }
        if (!spread.next(child)) {
            all.crew.close();
            return false;
        }
        if (all.crew.stands()) {
            spread.dropped(child);
            return false;
        }
        all.found(!found);
        found = true;
        return true;
    }

    private void run() {
        frame.run(child.arguments(), child.instead());
        consumed = frame.interrupt() != null;
        all.tally.ended(frame.outcome());
    }

    private void tell() {
        if (spread.ended(child, frame.value(), frame.failure())) {
            all.stand(null);
        }
    }

    /** We interrupt only once the outcome stands, so before that it was somebody else. */
    private @Nullable InterruptedException foreign(@Nullable InterruptedException interrupt) {
        return all.crew.stands() ? null : interrupt;
    }

    /** As above; the flag is looked at first. */
    private boolean flagUp() {
        return Thread.currentThread().isInterrupted() && !all.crew.stands();
    }

    /** As above; whoever is around the call has interrupted it, and a child has swallowed that. */
    private boolean toldToStop() {
        return all.toldToStop() && !all.crew.stands();
    }

    private boolean staysOn() {
        left = !all.staysOn(child);
        return !left;
    }

    private void leave() {
        if (!found) {
            all.arrived();
        }
        if (!left) {
            spread.done(child);
            all.leave();
        }
    }

    /** Whether the last child, or the way to the next, has answered to an interrupt. */
    boolean consumed() {
        return consumed;
    }
}
