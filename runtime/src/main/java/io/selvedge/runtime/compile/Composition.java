package io.selvedge.runtime.compile;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
    List<Written> oneOfEach(Stream<Written> candidates) {
        Map<Class<? extends Annotation>, List<Written>> kinds = new LinkedHashMap<>();
        candidates.forEach(written ->
                kinds.computeIfAbsent(written.type(), type -> new ArrayList<>()).add(written));
        return kinds.values().stream().map(this::nearest).toList();
    }

    Optional<Written> one(Stream<Written> candidates) {
        return oneOfEach(candidates).stream().findFirst();
    }

    private Written nearest(List<Written> sameKind) {
        int tier = sameKind.stream().mapToInt(Written::tier).min().orElseThrow();
        List<Written> nearest =
                sameKind.stream().filter(written -> written.tier() == tier).toList();
        Written first = nearest.get(0);
        nearest.stream()
                .filter(written -> !written.sameAs(first))
                .findFirst()
                .ifPresent(rival -> misuses.add(twice(first, rival)));
        return first;
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
