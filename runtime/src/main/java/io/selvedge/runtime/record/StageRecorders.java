package io.selvedge.runtime.record;

/** Two that are told what happens at the same policy, in this order. */
record StageRecorders(StageRecorder first, StageRecorder second) implements StageRecorder {
    @Override
    public void refused(String reason) {
        first.refused(reason);
        second.refused(reason);
    }

    @Override
    public void waited(long nanos) {
        first.waited(nanos);
        second.waited(nanos);
    }

    @Override
    public void again(long delayNanos) {
        first.again(delayNanos);
        second.again(delayNanos);
    }

    @Override
    public void kept(String reason) {
        first.kept(reason);
        second.kept(reason);
    }

    @Override
    public void diverted() {
        first.diverted();
        second.diverted();
    }

    @Override
    public void expired() {
        first.expired();
        second.expired();
    }

    @Override
    public void late(long nanos) {
        first.late(nanos);
        second.late(nanos);
    }

    @Override
    public void childBegan() {
        first.childBegan();
        second.childBegan();
    }

    @Override
    public void childEnded(Outcome outcome) {
        first.childEnded(outcome);
        second.childEnded(outcome);
    }

    @Override
    public void spread(int children) {
        first.spread(children);
        second.spread(children);
    }

    @Override
    public StageRecorder without(StageRecorder gone) {
        return first.without(gone).and(second.without(gone));
    }
}
