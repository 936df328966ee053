package io.selvedge.it.concurrency.gates;

import org.openjdk.jcstress.infra.results.L_Result;

/** One place, held, with somebody in line: the holder leaves while the line is cleared. */
final class Clearing {
    private final Place place;
    private final Place.Guest second = new Place.Guest(2);
    private int cleared;

    Clearing(Place place) {
        this.place = place;
        place.tryEnter(1);
        place.join(second);
    }

    void leave() {
        place.leave();
    }

    void clear() {
        cleared = place.clear();
    }

    void tell(L_Result story) {
        story.r1 = "cleared " + cleared + ", let in " + second.granted + ", refused " + second.refused + ", held "
                + place.seen();
    }
}
