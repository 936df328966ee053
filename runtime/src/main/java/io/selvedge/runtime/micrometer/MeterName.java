package io.selvedge.runtime.micrometer;

import io.micrometer.core.instrument.Tags;
import io.selvedge.runtime.policy.Reading;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The meters that the drivers' events feed, and the rule by which those of the policies' readings are named.
 *
 * <p>docs/metrics.md shows the same in a table, to which a test holds this.
 */
enum MeterName {
    CALLS(
            "selvedge.calls",
            "Calls of guarded methods, from beginning to end with all attempts and waits",
            MeterName.METHOD,
            MeterName.OUTCOME),
    REFUSALS(
            "selvedge.refusals",
            "Attempts that a policy turned away before they ran",
            MeterName.METHOD,
            MeterName.POLICY,
            MeterName.REASON),
    WAITS(
            "selvedge.waits",
            "Times that attempts stood in line, paused or backed off at a policy",
            MeterName.METHOD,
            MeterName.POLICY),
    RETRIES(
            "selvedge.retries",
            "Attempts that a policy asked for after another one",
            MeterName.METHOD,
            MeterName.POLICY),
    VERDICTS(
            "selvedge.verdicts",
            "Outcomes that a policy left as they were, by what it made of them",
            MeterName.METHOD,
            MeterName.POLICY,
            MeterName.VERDICT),
    FALLBACKS(
            "selvedge.fallbacks",
            "Outcomes for which a policy had another method called",
            MeterName.METHOD,
            MeterName.POLICY),
    TIMEOUTS("selvedge.timeouts", "Attempts that overran a policy's time limit", MeterName.METHOD, MeterName.POLICY),
    LATE_ENDS(
            "selvedge.late.ends",
            "Attempts that ended after their caller had left, by how long after the time limit",
            MeterName.METHOD,
            MeterName.POLICY),
    CHILDREN_BEGUN(
            "selvedge.children.begun",
            "Child calls that a policy began, beside each other or in a call's place",
            MeterName.METHOD,
            MeterName.POLICY),
    CHILDREN_ENDED(
            "selvedge.children.ended",
            "Child calls of a policy that have ended",
            MeterName.METHOD,
            MeterName.POLICY,
            MeterName.OUTCOME),
    SPREADS(
            "selvedge.spreads",
            "Calls that a policy has spread over child calls, by how many",
            MeterName.METHOD,
            MeterName.POLICY);

    /*
     * One meter for each kind of event, whichever policy it happened at, with the policy as a tag. A name per policy
     * looks tidier in a list, but cannot be summed: PromQL's rate() drops the name, so that "full" at a bulkhead and
     * "full" at a mutex of one method become one series with one label set, which is an error. And a policy that a user
     * adds is on every dashboard without a change. What a policy shows of itself is its own and bears its name.
     */
    static final String METHOD = "method";
    static final String POLICY = "policy";
    static final String OUTCOME = "outcome";
    static final String REASON = "reason";
    static final String VERDICT = "verdict";
    static final String NAME = "name";

    private final String fullName;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it so
    private final List<String> keys;

    MeterName(String fullName, String description, String... keys) {
        this.fullName = fullName;
        this.description = description;
        this.keys = List.of(keys);
    }

    String fullName() {
        return fullName;
    }

    String description() {
        return description;
    }

    /** All tags of one meter of this name, from the values in the order of the keys. */
    Tags tags(String... values) {
        String[] pairs = new String[keys.size() * 2];
        Arrays.setAll(pairs, i -> i % 2 == 0 ? keys.get(i / 2) : values[i / 2]);
        return Tags.of(pairs);
    }

    static String of(String room, Reading reading) {
        return "selvedge." + room.replace('_', '.') + "." + reading.name();
    }

    static Tags tags(String instance, Reading reading) {
        Tags name = Tags.of(NAME, instance);
        return reading.tag().isEmpty() ? name : name.and(reading.tag(), reading.tagValue());
    }

    /** The reading's unit, for registries that append it to the name: none if the name says it, or for a mere ratio. */
    static @Nullable String unit(Reading reading) {
        boolean said = List.of(reading.name().split("\\.")).contains(reading.unit());
        return said || reading.unit().isEmpty() || reading.unit().equals("ratio") ? null : reading.unit();
    }
}
