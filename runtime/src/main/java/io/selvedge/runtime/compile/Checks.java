package io.selvedge.runtime.compile;

import io.selvedge.annotations.KeyLimits;
import java.lang.annotation.Inherited;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Looks for policies where they can never work, whatever their settings. */
final class Checks {
    private final Catalog catalog;
    private final Misuses misuses;

    Checks(Catalog catalog, Misuses misuses) {
        this.catalog = catalog;
        this.misuses = misuses;
    }

    /** What concerns the class as a whole. */
    void onClass(Class<?> type, Annotated onClass) {
        onClass.tooDeep().forEach(written -> misuses.add(Misuse.at(type.getName(), hidden(written))));
        onClass.policies()
                .filter(written -> written.visible().isAnnotationPresent(Inherited.class))
                .forEach(written -> misuses.add(Misuse.at(type.getName(), inherited(written))));
        if (Coverage.members(type).noneMatch(Coverage::byClass)) {
            onClass.policies().forEach(written -> misuses.add(Misuse.at(type.getName(), coversNothing(type, written))));
        }
        if (Coverage.members(type).noneMatch(method -> Keys.positions(method).length > 0)) {
            onClass.each(KeyLimits.class)
                    .filter(Written::direct)
                    .forEach(written -> misuses.add(
                            Misuse.at(type.getName(), withoutKey(written, "no method of the class has one"))));
        }
    }

    private static String inherited(Written written) {
        return "@%s is marked @Inherited, but policies are not: a subclass is guarded by what stands on the subclass. Take @Inherited off, and put @%1$s on each class that it is to guard."
                .formatted(written.visible().getSimpleName());
    }

    private static String coversNothing(Class<?> type, Written written) {
        String rule =
                "%s guards nothing: %s it holds for the public instance methods with a body that the class itself declares, and there is none."
                        .formatted(written, written.origin());
        return rule
                + (type.isInterface()
                        ? " It does not reach the classes that implement the interface. Put it on those."
                        : " Put it on the methods that it is to guard.");
    }

    private static String hidden(Written written) {
        return "%s is hidden too deep, %s: a policy is looked for in bundles, and in bundles within those, no further. Put it on @%s itself."
                .formatted(
                        written,
                        written.origin(),
                        written.path().get(written.path().size() - 2).getSimpleName());
    }

    /** What concerns one method, guarded or not. */
    void onMethod(Subject subject, Method method, Annotated onMethod, Guards guards) {
        onMethod.tooDeep().forEach(written -> misuses.add(Misuse.at(subject.place(), hidden(written))));
        if (guards.any()) {
            form(subject, method, guards);
        }
        keys(subject, method, guards);
        if (!guards.any()) {
            guards.order()
                    .filter(Written::onMethod)
                    .ifPresent(written -> misuses.add(subject.about(written, idle(written))));
        }
    }

    private static String idle(Written written) {
        return written
                + " arranges nothing: no policy guards the method. Remove it, or put the policies on the method.";
    }

    private void form(Subject subject, Method method, Guards guards) {
        int modifiers = method.getModifiers();
        refuse(
                subject,
                Modifier.isAbstract(modifiers),
                guards,
                "an abstract method: there is no body to weave, and annotations do not reach the methods that implement it. Put them on each of those");
        refuse(
                subject,
                Modifier.isNative(modifiers),
                guards,
                "a native method: there is no body to weave. Call it from an ordinary method and guard that one");
        refuse(
                subject,
                Modifier.isSynchronized(modifiers),
                guards,
                "a synchronized method: whoever waits for a policy would hold the monitor meanwhile. Write @Serialized in place of synchronized, or use a synchronized block inside the method");
        refuse(
                subject,
                oddStage(subject, method),
                guards,
                "a method that returns " + method.getGenericReturnType().getTypeName()
                        + ": of asynchronous results only CompletionStage and CompletableFuture can be guarded. Declare one of those two as the return type");
    }

    private void refuse(Subject subject, boolean refused, Guards guards, String why) {
        if (refused) {
            misuses.add(Misuse.at(subject.place(), "%s cannot guard %s.".formatted(guards.text(), why)));
        }
    }

    /** A caller who was promised a special stage, by class or by type variable, would be given an ordinary one. */
    private static boolean oddStage(Subject subject, Method method) {
        return CompletionStage.class.isAssignableFrom(method.getReturnType())
                && (!subject.stage() || method.getGenericReturnType() instanceof TypeVariable);
    }

    private void keys(Subject subject, Method method, Guards guards) {
        int[] positions = Keys.positions(method);
        if (positions.length == 0) {
            guards.keyLimits()
                    .filter(written -> written.onMethod() && written.direct())
                    .ifPresent(
                            written -> misuses.add(subject.about(written, withoutKey(written, "the method has none"))));
        } else if (!keepsKeys(guards)) {
            List<String> names = Arrays.stream(positions)
                    .mapToObj(i -> method.getParameters()[i].getName())
                    .toList();
            misuses.add(Misuse.at(subject.place(), withoutState("@Key on " + Names.list(names), guards)));
        }
    }

    /** What concerns lambdas under a bundle. */
    void onLambda(Subject subject, boolean keyed, Annotated bundle, Guards guards) {
        bundle.tooDeep().forEach(written -> misuses.add(subject.about(written, hidden(written))));
        if (!guards.any()) {
            misuses.add(Misuse.at(
                    subject.place(),
                    "@%s carries no policy, so it would guard nothing. Put at least one on it, such as @Retry."
                            .formatted(subject.owner().getName())));
        } else if (keyed && !keepsKeys(guards)) {
            misuses.add(Misuse.at(subject.place(), withoutState("A key", guards)));
        }
    }

    private boolean keepsKeys(Guards guards) {
        // A policy that nobody serves is told of elsewhere, and may well be the one that keeps keys.
        return guards.policies().stream()
                .map(Written::type)
                .map(catalog::room)
                .anyMatch(room -> room == null || room.keepsKeys());
    }

    private static String withoutKey(Written written, String which) {
        return "%s needs a parameter with @Key, and %s. Put @Key on the parameter that tells states apart, or remove it."
                .formatted(written, which);
    }

    private String withoutState(String key, Guards guards) {
        return "%s changes nothing: %s. Add one of those that do (%s), or leave the key away."
                .formatted(
                        key,
                        guards.any() ? guards.text() + " keep no state for each key" : "no policy guards the method",
                        String.join(", ", catalog.keyed()));
    }
}
