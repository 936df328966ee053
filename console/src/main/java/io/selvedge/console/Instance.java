package io.selvedge.console;

import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Reading;
import io.selvedge.runtime.policy.Reading.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A policy under the name that operators know it by, and how often it had moved to each state when it was last looked at:
 * what has happened before is no news to whoever meets it.
 *
 * <p>Not thread-safe: made before the policy's first call that is counted, then guarded by the board's lock.
 */
final class Instance {
    private static final String TRANSITION = "to";

    private final String name;
    // Looked through once: a policy shows the same readings each time.
    private final List<Reading> moves;
    private final Map<String, Long> seen = new HashMap<>();

    Instance(String name, Policy policy) {
        this.name = name;
        this.moves = policy.readings().stream()
                .filter(reading ->
                        reading.kind() == Kind.COUNTER && reading.tag().equals(TRANSITION))
                .toList();
        moves.forEach(this::look);
    }

    String name() {
        return name;
    }

    /** One figure for each state that it can move to. */
    List<Reading> moves() {
        return moves;
    }

    /** How often it had moved there when it was last looked at. */
    long seen(Reading move) {
        return seen.getOrDefault(move.tagValue(), 0L);
    }

    /** Looks how often it has moved there. */
    long look(Reading move) {
        long now = (long) Station.value(move);
        seen.put(move.tagValue(), now);
        return now;
    }
}
