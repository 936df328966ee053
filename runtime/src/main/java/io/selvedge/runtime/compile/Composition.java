package io.selvedge.runtime.compile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides which annotation of each kind counts for one subject: the method's own before one from the method's bundles,
 * before the class's own, before one from the class's bundles; each as a whole.
 */
final class Composition {
    private final Subject subject;
    private final Misuses misuses;

    Composition(Subject subject, Misuses misuses) {
        this.subject = subject;
        this.misuses = misuses;
    }

    /** One of each kind, in no order that matters. */
    List<Written> oneOfEach(List<Written> candidates) {
        List<Written> chosen = new ArrayList<>(candidates.size());
        for (int i = 0; i < candidates.size(); i++) {
            if (isFirstOfItsKind(candidates, i)) {
                chosen.add(nearest(candidates, candidates.get(i)));
            }
        }
        return List.copyOf(chosen);
    }

    /** The one that counts among candidates of one kind. */
    @Nullable Written one(List<Written> candidates) {
        return candidates.isEmpty() ? null : nearest(candidates, candidates.get(0));
    }

    private static boolean isFirstOfItsKind(List<Written> candidates, int index) {
        for (int i = 0; i < index; i++) {
            if (candidates.get(i).type() == candidates.get(index).type()) {
                return false;
            }
        }
        return true;
    }

    /** The nearest of that one's kind; if several are as near and differ, the first. */
    private Written nearest(List<Written> candidates, Written kind) {
        Written nearest = kind;
        Written rival = null;
        for (Written other : candidates) {
            if (other.type() != kind.type()) {
                continue;
            }
            if (other.tier() < nearest.tier()) {
                nearest = other;
                rival = null;
            } else if (rival == null && other.tier() == nearest.tier() && !other.sameAs(nearest)) {
                rival = other;
            }
        }
        if (rival != null) {
            misuses.add(twice(nearest, rival));
        }
        return nearest;
    }

    private Misuse twice(Written first, Written rival) {
        String kind = "@" + first.type().getSimpleName();
        String text =
                "%s comes twice, as %s %s and as %s %s, and neither comes before the other. Write %s %s itself, or take it out of one of the two bundles."
                        .formatted(kind, first, first.origin(), rival, rival.origin(), kind, holder(first));
        return first.onMethod() || subject.method() == null
                ? Misuse.at(subject.place(), text)
                : subject.about(new Written(first.annotation(), first.holder(), List.of()), text);
    }

    private static String holder(Written written) {
        return new Written(written.annotation(), written.holder(), List.of()).origin();
    }
}
