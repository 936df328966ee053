package io.selvedge.runtime.drive;

import io.selvedge.runtime.record.Outcome;
import io.selvedge.runtime.record.StageRecorder;
import io.selvedge.runtime.time.Time;

/** Tells those who measure of the children of one call, or of one child alone. Thread-safe. */
final class ChildTally {
    private final StageRecorder recorder;
    private final Time time;
    private volatile boolean any;
    private volatile boolean stands;
    private volatile long stoodNanos;

    ChildTally(StageRecorder recorder, Time time) {
        this.recorder = recorder;
        this.time = time;
    }

    void began() {
        if (!any) {
            any = true;
        }
        recorder.childBegan();
    }

    /** Whether any child has begun. */
    boolean any() {
        return any;
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
