package io.selvedge.runtime.compile;

import io.selvedge.runtime.policy.DurationText;
import io.selvedge.runtime.policy.Site.KeyBounds;
import java.util.Optional;

/** One use of a shared name, and the settings with which it is used there. */
record Claim(Draft draft, Part<?, ?> part) {

    /** Why both cannot be served by one instance, in prose; empty if they can. */
    Optional<String> conflictWith(Claim first) {
        if (!part.config().equals(first.part.config())) {
            return conflict(first, "settings", differences(first));
        }
        if (!part.room().keepsKeys()) {
            return Optional.empty();
        }
        if (keyed() != first.keyed()) {
            return conflict(
                    first,
                    "keys",
                    keyed() ? "there is a @Key here and none there" : "there is no @Key here but one there");
        }
        return keyed() && !keys().equals(first.keys())
                ? conflict(first, "@KeyLimits", text(keys()) + " here and " + text(first.keys()) + " there")
                : Optional.empty();
    }

    private Optional<String> conflict(Claim first, String what, String difference) {
        return Optional.of(
                "%s shares the name \"%s\" with %s of %s, but not the %s: %s. What shares a name is one and the same. Make them equal, or use another name."
                        .formatted(
                                part.written(),
                                part.sharedAs(),
                                first.part.written(),
                                first.draft.subject().place(),
                                what,
                                difference));
    }

    private String differences(Claim first) {
        String differences = AsWritten.differences(
                part.written().annotation(), first.part.written().annotation());
        return differences.isEmpty()
                ? "it is " + part.config() + " here and " + first.part.config() + " there"
                : differences;
    }

    private static String text(KeyBounds keys) {
        return "max = " + keys.max() + ", idle = \"" + DurationText.of(keys.idleNanos()) + "\"";
    }

    private boolean keyed() {
        return draft.target().keyed();
    }

    private KeyBounds keys() {
        return draft.site().keys();
    }
}
