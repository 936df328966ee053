package io.selvedge.console;

import io.selvedge.runtime.policy.BusyKey;
import io.selvedge.runtime.policy.Policy;
import java.util.List;

/** Whether keys are shown, which are data of users, and how. */
enum Keys {
    SHOWN,
    HIDDEN;

    private static final int LONGEST = 60;
    private static final String UNPRINTABLE = "\uFFFD";

    /** A key as it may be shown, and what goes on there. */
    record Shown(String key, String doing) {}

    /** The busiest keys of that policy, or none if they are hidden. */
    List<Shown> of(Policy policy, int most) {
        return this == HIDDEN
                ? List.of()
                : busy(policy, most).stream()
                        .map(busy -> new Shown(text(busy), busy.doing()))
                        .toList();
    }

    /** A policy of a user's may fail to tell; then the rest is shown all the same. */
    private static List<BusyKey> busy(Policy policy, int most) {
        try {
            return policy.busyKeys(most);
        } catch (RuntimeException broken) {
            return List.of();
        }
    }

    /** Keys are objects of users, and so is what they say of themselves. */
    private static String text(BusyKey busy) {
        try {
            return clean(String.valueOf(busy.key()));
        } catch (RuntimeException broken) {
            return "a " + busy.key().getClass().getSimpleName() + " that cannot be shown";
        }
    }

    /** Not longer than fits a line, and without what would turn, break or hide the text around it. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> clean.append(isPlain(c) ? Character.toString(c) : UNPRINTABLE));
        return text.codePointCount(0, text.length()) > LONGEST ? clean + "…" : clean.toString();
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
