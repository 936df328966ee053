package io.selvedge.runtime.drive;

/**
 * What to undo when a call is cancelled while it waits: leave the line, stop the timer, cancel the method's stage.
 * Calling it late, or twice, does nothing; what it guards decides that exactly once.
 */
@FunctionalInterface
interface Undo {
    Undo NOTHING = () -> {};

    void undo();
}
