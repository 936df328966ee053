package io.selvedge.runtime.retry;

import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.retry.RetryIf.Question;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks up the methods that a {@code retryIf} names. Lives as long as one look-up. */
final class RetryIfMethods {
    private static final MethodType ASK = MethodType.methodType(boolean.class, Object.class, Object.class);

    private final String name;
    private final Class<?> owner;
    private final Method guarded;
    private final Class<?> result;

    private RetryIfMethods(String name, Class<?> owner, Method guarded, boolean stage) {
        this.name = name;
        this.owner = owner;
        this.guarded = guarded;
        this.result = stage ? delivered(guarded.getGenericReturnType()) : guarded.getReturnType();
    }

    /**
     * Resolves the name.
     *
     * @throws BadDefinition if no method of that name fits
     */
    static RetryIf find(String name, Site site) {
        if (name.isEmpty()) {
            return RetryIf.NOBODY;
        }
        Method guarded = site.target().method();
        if (guarded == null) {
            throw misuse(name, "names a method, and a lambda has no class to look it up in", "Leave it away");
        }
        return new RetryIfMethods(name, site.owner(), guarded, site.target().returnsStage()).find();
    }

    private RetryIf find() {
        List<Method> named = Arrays.stream(owner.getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && !method.isSynthetic())
                .sorted(Comparator.comparing(Method::toString)) // reflection has no order, and texts should have one
                .toList();
        List<Method> fitting =
                named.stream().filter(method -> whyNot(method) == null).toList();
        if (fitting.isEmpty()) {
            throw misuse(name, complaint(named), "Write " + signatures());
        }
        return new RetryIf(aboutFailures(fitting), aboutResults(fitting));
    }

    private String complaint(List<Method> named) {
        String where = owner.getName();
        return named.isEmpty()
                ? "names no method of " + where
                : "names no method of " + where + " that fits: "
                        + named.stream()
                                .map(method -> shown(method) + " " + whyNot(method))
                                .collect(Collectors.joining("; "));
    }

    private @Nullable String whyNot(Method method) {
        if (method.getReturnType() != boolean.class) {
            return "does not return boolean";
        }
        if (method.getParameterCount() != 1) {
            return "does not take one parameter";
        }
        if (!isStatic(method) && isStatic(guarded)) {
            return "is not static, as " + guarded.getName() + " is";
        }
        return takesFailure(method) || takesResult(method) ? null : "takes neither a failure nor the result";
    }

    private static boolean takesFailure(Method method) {
        return Throwable.class.isAssignableFrom(about(method));
    }

    private boolean takesResult(Method method) {
        return !takesFailure(method)
                && result != void.class
                && boxed(about(method)).isAssignableFrom(boxed(result));
    }

    private static List<Question> aboutFailures(List<Method> fitting) {
        List<Method> sorted = new ArrayList<>(
                fitting.stream().filter(RetryIfMethods::takesFailure).toList());
        sorted.sort(
                Comparator.comparingInt((Method method) -> depth(about(method))).reversed());
        return sorted.stream().map(RetryIfMethods::question).toList();
    }

    /** A subclass lies deeper than its superclasses, so the deepest that fits is the most specific. */
    private static int depth(Class<?> type) {
        Class<?> above = type.getSuperclass();
        return above == null ? 0 : 1 + depth(above);
    }

    private @Nullable Question aboutResults(List<Method> fitting) {
        List<Method> candidates = fitting.stream().filter(this::takesResult).toList();
        return candidates.stream()
                .filter(method -> candidates.stream().allMatch(other -> isAsSpecific(method, other)))
                .findFirst()
                .map(RetryIfMethods::question)
                .orElseGet(() -> noneOf(candidates));
    }

    private @Nullable Question noneOf(List<Method> candidates) {
        if (candidates.isEmpty()) {
            return null;
        }
        String all = candidates.stream().map(RetryIfMethods::shown).collect(Collectors.joining(" and "));
        throw misuse(name, "names methods that fit the result equally well: " + all, "Keep one of them");
    }

    private static boolean isAsSpecific(Method method, Method other) {
        return boxed(about(other)).isAssignableFrom(boxed(about(method)));
    }

    private static Question question(Method method) {
        if (!method.trySetAccessible()) {
            String opened = method.getDeclaringClass().getPackageName();
            throw misuse(
                    method.getName(),
                    "names a method that its module hides",
                    "Add \"opens " + opened + ";\" to the module-info of "
                            + method.getDeclaringClass().getModule().getName());
        }
        return new Question(about(method), handle(method));
    }

    private static MethodHandle handle(Method method) {
        try {
            MethodHandle exact = MethodHandles.lookup().unreflect(method).asFixedArity();
            return (isStatic(method) ? MethodHandles.dropArguments(exact, 0, Object.class) : exact).asType(ASK);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " was made accessible and is not", e);
        }
    }

    private String signatures() {
        String prefix = (isStatic(guarded) ? "\"static boolean " : "\"boolean ") + name + "(";
        String aboutResult = result == void.class ? "" : " or " + prefix + result.getSimpleName() + " result)\"";
        return prefix + "Exception failure)\"" + aboutResult;
    }

    private static BadDefinition misuse(String value, String rule, String fix) {
        return new BadDefinition("@Retry(retryIf = \"%s\"): retryIf %s. %s.".formatted(value, rule, fix));
    }

    private static Class<?> about(Method method) {
        return method.getParameterTypes()[0];
    }

    private static boolean isStatic(Method method) {
        return Modifier.isStatic(method.getModifiers());
    }

    private static String shown(Method method) {
        return "\"" + method.getReturnType().getSimpleName() + " " + method.getName() + "("
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", "))
                + ")\"";
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    /** What a stage of that type delivers, {@code Object} where that cannot be told. */
    private static Class<?> delivered(Type stage) {
        Type delivered = stage instanceof ParameterizedType generic && generic.getActualTypeArguments().length == 1
                ? generic.getActualTypeArguments()[0]
                : Object.class;
        Type raw = delivered instanceof ParameterizedType generic ? generic.getRawType() : delivered;
        return raw instanceof Class<?> known ? known : Object.class;
    }
}
