package io.selvedge.runtime.compile;

import io.selvedge.annotations.Policy;
import io.selvedge.annotations.PolicyOrder;
import io.selvedge.runtime.policy.BadDefinition;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sorts policies into the order of the rooms, and has {@code @PolicyOrder} permute those that it names. */
final class Order {
    private final Catalog catalog;

    Order(Catalog catalog) {
        this.catalog = catalog;
    }

    List<Part<?, ?>> standard(List<Part<?, ?>> parts) {
        List<Part<?, ?>> sorted = new ArrayList<>(parts.size());
        for (Part<?, ?> part : parts) {
            int at = sorted.size();
            while (at > 0 && place(sorted.get(at - 1)) > place(part)) {
                at--;
            }
            sorted.add(at, part);
        }
        return List.copyOf(sorted);
    }

    private int place(Part<?, ?> part) {
        return catalog.place(part.annotation());
    }

    /** The named policies, put into the places that they take together. */
    List<Part<?, ?>> rearranged(List<Part<?, ?>> standard, List<Class<? extends Annotation>> named) {
        List<Part<?, ?>> result = new ArrayList<>(standard);
        List<Part<?, ?>> moved = standard.stream()
                .filter(part -> named.contains(part.annotation()))
                .sorted(Comparator.comparingInt(part -> named.indexOf(part.annotation())))
                .toList();
        int next = 0;
        for (int i = 0; i < result.size(); i++) {
            if (named.contains(result.get(i).annotation())) {
                result.set(i, moved.get(next++));
            }
        }
        return result;
    }

    /**
     * Reads the annotation.
     *
     * @param guards what the method has
     * @throws BadDefinition with everything that is wrong with it
     */
    static List<Class<? extends Annotation>> named(Written written, Guards guards) {
        List<Class<? extends Annotation>> named = List.of(((PolicyOrder) written.annotation()).value());
        List<String> problems = new ArrayList<>();
        if (named.size() < 2) {
            problems.add(written + " names " + (named.isEmpty() ? "no policy" : "only one policy")
                    + ": an order needs at least two. Name those that are to change places, outermost first.");
        }
        Set<Class<?>> seen = new HashSet<>();
        for (Class<? extends Annotation> type : named) {
            String name = "@" + type.getSimpleName();
            if (!seen.add(type)) {
                problems.add(
                        "%s names %s twice: a policy has one place. Remove one of the two.".formatted(written, name));
            } else if (!type.isAnnotationPresent(Policy.class)) {
                problems.add(
                        "%s names %s, which is not a policy: only annotations marked @Policy have a place in the order. Take it out."
                                .formatted(written, name));
            } else if (written.onMethod() && written.direct() && !guards.have(type)) {
                problems.add(
                        "%s names %s, which does not guard the method: there is nothing to move. Take it out of the order, or put %s on the method."
                                .formatted(written, name, name));
            }
        }
        if (!problems.isEmpty()) {
            throw new BadDefinition(problems);
        }
        return named;
    }
}
