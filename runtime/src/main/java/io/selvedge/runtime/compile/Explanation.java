package io.selvedge.runtime.compile;

import io.selvedge.annotations.Key;
import io.selvedge.runtime.drive.Plan;
import io.selvedge.runtime.policy.DurationText;
import io.selvedge.runtime.policy.Site.KeyBounds;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Tells a plan to people: the chain outermost first, each policy as it is written, with its origin and its reason, and
 * below it the defaults that hold for the rest.
 */
final class Explanation {
    private final Plan plan;
    private final Draft draft;

    Explanation(Plan plan, Draft draft) {
        this.plan = plan;
        this.draft = draft;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(draft.subject().place()).append(", ").append(driven()).append('\n');
        if (draft.target().keyed()) {
            text.append("   ").append(keys()).append('\n');
        }
        int number = 1;
        for (Part<?, ?> part : draft.parts()) {
            text.append("%2d. ".formatted(number)).append(line(part)).append(paused(number++ - 1));
            text.append('\n');
            text.append(defaults(part));
        }
        return text.append("%2d. ".formatted(number))
                .append(draft.subject().method() == null ? "the lambda" : "the method")
                .append('\n')
                .toString();
    }

    private String driven() {
        if (draft.target().returnsStage()) {
            return "a stage, on which nobody waits";
        }
        return plan.needsClosure() ? "blocking, run on another thread" : "blocking, run on the caller's thread";
    }

    private String keys() {
        KeyBounds bounds = draft.site().keys();
        return "one state for each " + keyed() + ", at most " + bounds.max()
                + " for each policy, dropped when idle for " + DurationText.of(bounds.idleNanos());
    }

    private String keyed() {
        Method method = draft.subject().method();
        if (method == null) {
            return "key";
        }
        return Names.list(Marks.of(method).names(Key.class));
    }

    private String line(Part<?, ?> part) {
        return AsWritten.whole(part.written().annotation()) + ", "
                + part.written().origin()
                + (part.shared() ? ", shared as \"" + part.sharedAs() + "\"" : "")
                + (draft.target().keyed() && part.room().keepsKeys() ? ", for each key" : "") + reason(part);
    }

    private String paused(int stage) {
        return plan.passesOver(stage) ? "; PAUSED by an operator" : "";
    }

    private static String defaults(Part<?, ?> part) {
        String defaults = AsWritten.defaults(part.written().annotation());
        return defaults.isEmpty() ? "" : "    by default " + defaults + "\n";
    }

    private String reason(Part<?, ?> part) {
        Written order = moved(part);
        if (order != null) {
            return "; put here by @PolicyOrder " + order.origin();
        }
        String reason = part.room().reason();
        return reason.isEmpty() ? "" : "; " + reason;
    }

    private @Nullable Written moved(Part<?, ?> part) {
        return draft.named().contains(part.annotation()) ? draft.moved() : null;
    }
}
