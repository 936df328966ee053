package io.selvedge.console;

import io.selvedge.runtime.Engine;
import io.selvedge.runtime.drive.Plan;
import io.selvedge.runtime.drive.Stage;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Reading;
import io.selvedge.runtime.policy.Reading.Kind;
import io.selvedge.runtime.policy.Switch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * One policy of one method, as it is looked at once a second.
 *
 * <p>Not thread-safe. Knows policies by their readings only, so that a room of a user's is shown like any other.
 */
final class Station {
    private static final String STATE = "state";
    /** What its state is called while calls pass it over. */
    private static final String PAUSED = "paused";

    private final Plan plan;
    private final int place;
    private final String room;
    private final Instance instance;
    private final Policy policy;
    private final StageFigures figures;
    // Looked through once: a policy shows the same readings each time.
    private final List<Reading> gauges;
    private final List<Reading> states;
    private final Map<String, Long> known = new HashMap<>();
    private long helped;
    private long retries;

    /** @param place of the policy in the plan, from 0 */
    Station(Plan plan, int place, Instance instance, StageFigures figures) {
        Stage stage = plan.stages().get(place);
        this.plan = plan;
        this.place = place;
        this.room = stage.room();
        this.instance = instance;
        this.policy = stage.policy();
        this.figures = figures;
        List<Reading> all = stage.policy().readings();
        this.gauges = all.stream()
                .filter(reading -> reading.kind() == Kind.GAUGE && reading.tag().isEmpty())
                .toList();
        this.states =
                all.stream().filter(reading -> reading.tag().equals(STATE)).toList();
        instance.moves().forEach(move -> known.put("to " + move.tagValue(), instance.seen(move)));
    }

    String room() {
        return room;
    }

    String instance() {
        return instance.name();
    }

    Policy policy() {
        return policy;
    }

    /** Writes down what has happened since it was last asked. */
    void sample(Journal journal, Instant at) {
        instance.moves().forEach(move -> moved(journal, at, move));
        figures.refusals().forEach((reason, count) -> refused(journal, at, reason, count));
        retries = more("again", figures.retries());
        helped = more("fallback", figures.fallbacks()) + more("timeout", figures.timeouts()) + retries;
    }

    private void refused(Journal journal, Instant at, String reason, LongAdder count) {
        long more = more("refused " + reason, count.sum());
        if (more > 0) {
            journal.add(at, "%s refused %s: %s".formatted(words(room), times(more, "call"), words(reason)));
        }
    }

    private void moved(Journal journal, Instant at, Reading move) {
        String state = move.tagValue();
        long more = more("to " + state, instance.look(move));
        if (more > 0) {
            journal.add(
                    at, "%s went %s%s".formatted(words(room), words(state), more > 1 ? ", " + more + " times" : ""));
        }
    }

    private long more(String what, long now) {
        Long before = known.put(what, now);
        return before == null ? now : now - before;
    }

    private static String times(long count, String what) {
        return count == 1 ? "1 " + what : count + " " + what + "s";
    }

    static String words(String snake) {
        return snake.replace('_', ' ');
    }

    /** How often the policy had to do something in the last second: again, instead, or at the limit. */
    long helped() {
        return helped;
    }

    long retries() {
        return retries;
    }

    /** What an operator may change of it, where he may change anything. */
    List<Switch> switches(Engine engine) {
        List<Switch> all = new ArrayList<>(policy.switches());
        if (policy.mayBePaused() && !instance().isEmpty()) {
            all.add(engine.mode(room, instance()));
        }
        return all;
    }

    /** The states in which it is now: one, or with keys all that any is in; {@code "paused"} counts for all others. */
    List<String> states() {
        if (plan.passesOver(place)) {
            return List.of(PAUSED);
        }
        return states.stream()
                .filter(reading -> value(reading) > 0)
                .map(Reading::tagValue)
                .toList();
    }

    double gauge(String name) {
        for (Reading reading : gauges) {
            if (reading.name().equals(name)) {
                return value(reading);
            }
        }
        return 0;
    }

    List<Reading> gauges() {
        return gauges;
    }

    /** What the reading says, or no number if it fails. */
    static double value(Reading reading) {
        try {
            return reading.value().getAsDouble();
        } catch (RuntimeException broken) {
            return Double.NaN;
        }
    }
}
