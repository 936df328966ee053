package io.selvedge.it.concurrency.gates;

import io.selvedge.runtime.gate.Gate;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * One place, held, with somebody in line: the holder leaves while the other withdraws and a third comes.
 *
 * <p>The story that is told in the end has four parts: whether the second could withdraw, what became of the third, and
 * how often each was let in.
 */
final class HandOver {
    private final Place place;
    private final Place.Guest second = new Place.Guest(2);
    private final Place.Guest third = new Place.Guest(3);
    private boolean withdrew;
    private Gate.Joined joined;

    HandOver(Place place) {
        this.place = place;
        place.tryEnter(1);
        place.join(second);
    }

    void leave() {
        place.leave();
    }

    void comeAndGo() {
        withdrew = place.withdraw(second);
        joined = place.join(third);
    }

    void tell(L_Result story) {
        story.r1 = (withdrew ? "withdrew" : "let in") + " " + joined + " " + second.granted + third.granted;
    }
}
