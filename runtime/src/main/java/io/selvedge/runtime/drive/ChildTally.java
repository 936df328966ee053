package io.selvedge.runtime.drive;

import io.selvedge.runtime.record.Outcome;
import io.selvedge.runtime.record.StageRecorder;
import io.selvedge.runtime.time.Time;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** Tells those who measure of the children of one call, or of one child alone. Thread-safe. */
final class ChildTally {
    private static final AtomicIntegerFieldUpdater<ChildTally> CHILDREN =
            AtomicIntegerFieldUpdater.newUpdater(ChildTally.class, "children");

    private final StageRecorder recorder;
    private final Time time;
    private volatile int children;
    private volatile boolean stands;
    private volatile long stoodNanos;

    ChildTally(StageRecorder recorder, Time time) {
        this.recorder = recorder;
        this.time = time;
    }

    void began() {
        // Whether there are any is asked of every tally; how many, only by those who measure.
        if (recorder != StageRecorder.NONE || children == 0) {
            CHILDREN.incrementAndGet(this);
        }
        recorder.childBegan();
    }

    /** Whether any child has begun. */
    boolean any() {
        return children != 0;
    }

    /** The call goes on: it has all the children that it will have. */
    void complete() {
        recorder.spread(children);
    }

    /** The outcome stands, or nobody wants it any more: those that run still are late. */
    void stands() {
        if (recorder != StageRecorder.NONE && !stands) {
            stoodNanos = time.nanos();
            stands = true;
        }
    }

    void ended(Outcome outcome) {
        recorder.childEnded(outcome);
        if (stands) {
            recorder.late(time.nanos() - stoodNanos);
        }
    }
}
