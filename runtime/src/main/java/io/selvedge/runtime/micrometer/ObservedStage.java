package io.selvedge.runtime.micrometer;

import io.selvedge.runtime.policy.DurationText;
import io.selvedge.runtime.record.StageRecorder;

/**
 * What happens to one call at one policy, as events of its observation: the name says what kind, the words the rest.
 *
 * <p>Immutable. Says nothing of children, which are observed themselves.
 */
record ObservedStage(ObservationTrace trace, String room) implements StageRecorder {
    private static final long MANY_MICROS = 10_000_000;

    @Override
    public void refused(String reason) {
        tell("refusal", "refused, " + reason);
    }

    @Override
    public void waited(long nanos) {
        tell("wait", "waited " + roughly(nanos));
    }

    @Override
    public void again(long delayNanos) {
        tell("retry", "again after " + roughly(delayNanos));
    }

    @Override
    public void kept(String reason) {
        tell("verdict", "kept, " + reason);
    }

    @Override
    public void diverted() {
        tell("fallback", "diverted");
    }

    @Override
    public void expired() {
        tell("timeout", "expired");
    }

    @Override
    public void spread(int children) {
        tell("spread", "spread over " + children);
    }

    /** To the microsecond, and long ones to the millisecond: what can be read. */
    private static String roughly(long nanos) {
        return DurationText.of(nanos - nanos % (nanos < MANY_MICROS ? 1_000 : 1_000_000));
    }

    private void tell(String event, String words) {
        trace.event(event, room + ": " + words);
    }
}
