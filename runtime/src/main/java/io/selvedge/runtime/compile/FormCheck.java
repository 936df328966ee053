package io.selvedge.runtime.compile;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.util.concurrent.CompletionStage;

/** Looks for guarded methods of a form that no policy can serve. */
final class FormCheck {
    private final Misuses misuses;

    FormCheck(Misuses misuses) {
        this.misuses = misuses;
    }

    void check(Subject subject, Method method, Guards guards) {
        int modifiers = method.getModifiers();
        refuseIf(
                Modifier.isAbstract(modifiers),
                subject,
                guards,
                "an abstract method: there is no body to weave, and annotations do not reach the methods that implement it. Put them on each of those");
        refuseIf(
                Modifier.isNative(modifiers),
                subject,
                guards,
                "a native method: there is no body to weave. Call it from an ordinary method, and guard that one");
        refuseIf(
                Modifier.isSynchronized(modifiers),
                subject,
                guards,
                "a synchronized method: whoever waits for a policy would hold the monitor meanwhile. Write @Serialized in place of synchronized, or use a synchronized block inside the method");
        if (oddStage(subject, method)) {
            refuse(
                    subject,
                    guards,
                    "a method that returns %s: callers get a stage of the engine's, which can only be a CompletionStage or a CompletableFuture. Declare one of those two as the return type"
                            .formatted(method.getGenericReturnType().getTypeName()));
        }
    }

    private void refuseIf(boolean refused, Subject subject, Guards guards, String why) {
        if (refused) {
            refuse(subject, guards, why);
        }
    }

    private void refuse(Subject subject, Guards guards, String why) {
        misuses.add(subject.place(), "%s cannot guard %s.".formatted(guards.text(), why));
    }

    /** Whether callers are promised a special stage, by a class or by a type variable. */
    private static boolean oddStage(Subject subject, Method method) {
        return CompletionStage.class.isAssignableFrom(method.getReturnType())
                && (!subject.stage() || method.getGenericReturnType() instanceof TypeVariable);
    }
}
