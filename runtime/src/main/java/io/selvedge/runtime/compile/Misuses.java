package io.selvedge.runtime.compile;

import io.selvedge.failures.MisuseException;
import io.selvedge.runtime.policy.BadDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Collects misuses and tells them together; one that is met on many methods is told once.
 *
 * <p>Not thread-safe; lives as long as one class is being compiled, or one report is being written.
 */
final class Misuses {
    private static final int NAMED = 3;

    private final List<Misuse> found = new ArrayList<>();

    void add(Misuse misuse) {
        found.add(misuse);
    }

    void add(String where, String text) {
        add(Misuse.at(where, text));
    }

    void addAll(Collection<Misuse> misuses) {
        found.addAll(misuses);
    }

    boolean none() {
        return found.isEmpty();
    }

    List<Misuse> list() {
        return List.copyOf(found);
    }

    /** Takes a step in code that is not ours, and notes whatever it throws as a problem of that annotation there. */
    <T> Optional<T> attempt(Subject subject, Written written, String doing, Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (BadDefinition bad) {
            bad.problems().forEach(problem -> add(subject.about(written, problem)));
        } catch (RuntimeException | LinkageError e) {
            add(subject.about(written, unexpected(written.toString(), doing, e)).causedBy(e));
        }
        return Optional.empty();
    }

    static MisuseException one(String where, String text) {
        return new MisuseException(List.of(where + "\n" + text));
    }

    static String unexpected(String what, String doing, Throwable failure) {
        return "%s: %s failed unexpectedly with %s. That is no mistake in the settings; see the suppressed exception."
                .formatted(what, doing, failure);
    }

    /** @throws MisuseException with everything that was found, if anything was */
    void check() {
        if (found.isEmpty()) {
            return;
        }
        MisuseException told = new MisuseException(merged());
        found.stream().map(Misuse::cause).filter(Objects::nonNull).forEach(told::addSuppressed);
        throw told;
    }

    private List<String> merged() {
        List<String> texts = new ArrayList<>();
        List<Misuse> rest = new ArrayList<>(found);
        while (!rest.isEmpty()) {
            Misuse first = rest.get(0);
            texts.add(first.where() + affected(rest.stream().filter(first::sameAs)) + "\n" + first.text());
            rest.removeIf(first::sameAs);
        }
        return texts;
    }

    private static String affected(Stream<Misuse> same) {
        List<String> names =
                same.map(Misuse::on).filter(Objects::nonNull).distinct().toList();
        if (names.isEmpty()) {
            return "";
        }
        List<String> shown = new ArrayList<>(names.subList(0, Math.min(NAMED, names.size())));
        if (names.size() > NAMED) {
            shown.add(names.size() - NAMED + " more");
        }
        return ", for " + Names.list(shown);
    }
}
