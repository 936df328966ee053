package io.selvedge.runtime.jfr;

import io.selvedge.runtime.record.StageRecorder;

/** What happens at one policy of one target, as events. Immutable. */
record JfrStage(String method, String room) implements StageRecorder {
    @Override
    public void refused(String reason) {
        if (JfrRecorder.REFUSAL.isEnabled()) {
            new RefusalEvent(method, room, reason).commit();
        }
    }

    @Override
    public void waited(long nanos) {
        if (JfrRecorder.WAIT.isEnabled()) {
            new WaitEvent(method, room, nanos).commit();
        }
    }

    @Override
    public void again(long delayNanos) {
        if (JfrRecorder.RETRY.isEnabled()) {
            new RetryEvent(method, room, delayNanos).commit();
        }
    }

    @Override
    public void expired() {
        if (JfrRecorder.TIMEOUT.isEnabled()) {
            new TimeoutEvent(method, room).commit();
        }
    }
}
