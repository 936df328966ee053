package io.selvedge.it.concurrency.gates;

import org.openjdk.jcstress.infra.results.L_Result;

/**
 * A lane that call 1 holds, with call 2 in line: call 1 leaves while a call that it has made enters beside it.
 *
 * <p>The story that is told in the end: what the nested call met, how often call 2 was let in, and who holds the lane.
 */
final class NestedCall {
    private final Place lane;
    private final Place.Guest second = new Place.Guest(2);
    private String met = "came too late";

    NestedCall(Place lane) {
        this.lane = lane;
        lane.tryEnter(1);
        lane.join(second);
    }

    void leave() {
        lane.leave();
    }

    void enterBeside() {
        if (lane.enterBeside(1)) {
            met = second.granted == 0 && lane.seen() == 1 ? "was beside" : "met call 2";
            lane.leave();
        }
    }

    void tell(L_Result story) {
        story.r1 = met + ", " + second.granted + ", held by " + lane.seen();
    }
}
