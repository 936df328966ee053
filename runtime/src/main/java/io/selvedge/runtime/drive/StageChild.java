package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Spread;

/** One child of an asynchronous call. */
final class StageChild implements Enclosure {
    final Spread.Child given = new Spread.Child();
    private final StageGathering all;

    @SuppressWarnings("NullAway.Init") // there is none before it begins
    private StageCall call;

    StageChild(StageGathering all) {
        this.all = all;
    }

    /** Makes the call; {@link #begin} has it go. */
    void prepare(StageCall parent, Inner inner) {
        call = new StageCall(parent, inner, given, this);
        call.followAsChild(inner);
    }

    void begin() {
        call.go(Heading.IN);
    }

    void cancel() {
        call.cancel();
    }

    @Override
    public void ended(StageCall part) {
        all.ended(this, part);
    }
}
