package io.selvedge.guice;

import com.google.inject.spi.Message;
import io.selvedge.annotations.Woven;
import io.selvedge.failures.MisuseException;
import io.selvedge.runtime.Engine;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What engines say about some classes. Used by one thread.
 *
 * <p>Policies can be wrong without guarding anything: on an abstract method, on a class without methods. Classes with
 * such policies must be compiled, but need no engine.
 */
final class Judgement {
    private final Map<Class<?>, Object> sources;
    private final List<Class<?>> guarded = new ArrayList<>();
    private final List<Class<?>> others = new ArrayList<>();
    private final List<Method> unwoven = new ArrayList<>();

    /** @param sources the classes, and where each is bound */
    Judgement(Map<Class<?>, Object> sources, Engine engine) {
        this.sources = sources;
        for (Class<?> type : sources.keySet()) {
            guarded(engine, type).ifPresent(methods -> {
                (methods.isEmpty() ? others : guarded).add(type);
                unwoven.addAll(unwoven(methods));
            });
        }
    }

    /** The methods of a class with policies that were not woven. */
    static List<Method> unwoven(Engine engine, Class<?> type) {
        return unwoven(guarded(engine, type).orElse(List.of()));
    }

    private static List<Method> unwoven(List<Method> guarded) {
        return guarded.stream()
                .filter(method -> !method.isAnnotationPresent(Woven.class))
                .toList();
    }

    /** The methods with policies and a body; empty if the class cannot be read, which is then nobody's business. */
    private static Optional<List<Method>> guarded(Engine engine, Class<?> type) {
        try {
            return Optional.of(engine.guarded(type));
        } catch (LinkageError missing) {
            LoggerFactory.getLogger(SelvedgeModule.class)
                    .warn(
                            "Selvedge cannot look for policies in {}: something that it names is missing ({})",
                            type.getName(),
                            missing.toString());
            return Optional.empty();
        }
    }

    /** The classes with guarded methods. */
    List<Class<?>> guarded() {
        return guarded;
    }

    /** Their methods that were not woven. */
    List<Method> unwoven() {
        return unwoven;
    }

    /**
     * Everything that is wrong with the policies.
     *
     * @param engine serves the classes with guarded methods from now on, if nothing is wrong
     * @param probe serves the others from now on
     */
    List<Message> misuses(Engine engine, Engine probe) {
        List<Message> messages = new ArrayList<>(misuses(engine, guarded));
        messages.addAll(misuses(probe, others));
        return messages;
    }

    private List<Message> misuses(Engine engine, Collection<Class<?>> types) {
        try {
            engine.serveEvenUnwoven(types);
            return List.of();
        } catch (MisuseException misuse) {
            @Nullable Throwable cause = misuse.getSuppressed().length == 0 ? null : misuse.getSuppressed()[0];
            return misuse.problems().stream()
                    .map(problem -> new Message(source(problem), problem, cause))
                    .toList();
        } catch (IllegalStateException served) {
            return List.of();
        }
    }

    /** A problem begins with the place where it is written: a class, or a method of one, and more. */
    private List<Object> source(String problem) {
        return sources.entrySet().stream()
                .filter(source -> problem.matches("(?s)\\Q" + source.getKey().getName() + "\\E[.,\n].*"))
                .map(Map.Entry::getValue)
                .limit(1)
                .toList();
    }

    /** The classes that another open engine serves, so that this one cannot; it serves those others with no problem. */
    Map<Class<?>, Engine> rivals(Engine engine) {
        Map<Class<?>, Engine> rivals = new LinkedHashMap<>();
        for (Class<?> type : guarded) {
            try {
                engine.serveEvenUnwoven(List.of(type));
            } catch (IllegalStateException served) {
                rivals.put(type, Engine.serving(type));
            } catch (MisuseException misuse) {
                // Has been told.
            }
        }
        return rivals;
    }
}
