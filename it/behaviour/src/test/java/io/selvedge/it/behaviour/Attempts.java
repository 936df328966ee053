package io.selvedge.it.behaviour;

import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Work;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Work that reacts differently each time, the last reaction again and again, and counts. Thread-safe. */
final class Attempts implements Work {
    private final List<Reaction> reactions;
    private final AtomicInteger count = new AtomicInteger();

    Attempts(Reaction... reactions) {
        this.reactions = List.of(reactions);
    }

    @Override
    public Reaction next() {
        return reactions.get(Math.min(count.getAndIncrement(), reactions.size() - 1));
    }

    /** How often it was run. */
    int count() {
        return count.get();
    }
}
