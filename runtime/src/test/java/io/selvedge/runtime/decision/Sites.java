package io.selvedge.runtime.decision;

import io.selvedge.runtime.policy.Housekeeping;
import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.policy.Target;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.CompletionStage;

/** Places for policies to work in, made from methods of test classes that are found by name. */
public final class Sites {
    private Sites() {}

    public static Site of(Target target, Class<?> owner, SetClock clock) {
        return new Site(
                target,
                owner,
                target.name(),
                new Site.KeyBounds(2, 1_000),
                clock,
                new Housekeeping(clock, Runnable::run));
    }

    public static Site of(Class<?> owner, String method, SetClock clock) {
        return of(target(owner, method), owner, clock);
    }

    public static Site lambda(SetClock clock, int... keys) {
        return of(new Target("work", null, false, keys), Sites.class, clock);
    }

    public static Target target(Class<?> owner, String name) {
        Method method = method(owner, name);
        boolean stage = CompletionStage.class.isAssignableFrom(method.getReturnType());
        return new Target(owner.getSimpleName() + "." + name, method, stage);
    }

    /** The method of that name in the class, or in the nearest superclass; of overloads the one with fewest parameters. */
    public static Method method(Class<?> owner, String name) {
        return Arrays.stream(owner.getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && !method.isSynthetic())
                .min(Comparator.comparingInt(Method::getParameterCount))
                .orElseGet(() -> method(owner.getSuperclass(), name));
    }

    public static <A extends Annotation> A annotation(Class<?> owner, String method, Class<A> type) {
        A annotation = method(owner, method).getAnnotation(type);
        if (annotation == null) {
            throw new IllegalArgumentException(method + " has no " + type);
        }
        return annotation;
    }
}
