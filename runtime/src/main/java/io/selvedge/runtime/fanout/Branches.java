package io.selvedge.runtime.fanout;

import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.runtime.policy.Problems;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks up the methods that run beside a body. Lives as long as one look-up. */
record Branches(Method body, Class<?> owner) {

    /** Notes what is wrong with that name. */
    void check(String name, Problems problems) {
        List<Method> named = named(name);
        if (named.stream().noneMatch(method -> whyNot(method) == null)) {
            String fix = name.equals(body.getName()) ? "Name another method" : "Write " + wanted(name);
            problems.add(misuse(name, complaint(named), fix));
            return;
        }
        String shared = Limiters.shared(body, fitting(name));
        if (!shared.isEmpty()) {
            problems.add(misuse(
                    name,
                    "names a method that is guarded by the bulkhead \"" + shared + "\", as " + body.getName()
                            + " is: the branch would wait for a permit while it holds one",
                    "Take @Bulkhead off one of the two, or give them different names"));
        }
    }

    /** The method of that name, of type {@code (Object self, Object[] arguments)Object}. */
    MethodHandle handle(String name) {
        Method method = fitting(name);
        if (!method.trySetAccessible()) {
            throw new BadDefinition(misuse(
                    name,
                    "names a method that its module hides",
                    "Add \"opens %s;\" to the module-info of %s"
                            .formatted(owner.getPackageName(), owner.getModule().getName())));
        }
        try {
            MethodHandle exact = MethodHandles.lookup().unreflect(method).asFixedArity();
            MethodHandle onSelf = isStatic(method) ? MethodHandles.dropArguments(exact, 0, Object.class) : exact;
            int arguments = method.getParameterCount();
            return onSelf.asType(MethodType.genericMethodType(1 + arguments)).asSpreader(Object[].class, arguments);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " was made accessible and is not", e);
        }
    }

    private Method fitting(String name) {
        return named(name).stream()
                .filter(method -> whyNot(method) == null)
                .findFirst()
                .orElseThrow();
    }

    private List<Method> named(String name) {
        return Arrays.stream(owner.getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && !method.isSynthetic())
                .sorted(Comparator.comparing(Method::toString)) // reflection has no order, and texts should have one
                .toList();
    }

    private @Nullable String whyNot(Method method) {
        if (method.equals(body)) {
            return "is the body itself, which is the first branch anyway";
        }
        if (!isStatic(method) && isStatic(body)) {
            return "is not static, as " + body.getName() + " is";
        }
        if (!Arrays.equals(method.getParameterTypes(), body.getParameterTypes())
                || !agree(method.getGenericParameterTypes(), body.getGenericParameterTypes())) {
            return "takes other parameters";
        }
        return returnsTheSame(method) ? null : "returns what " + body.getName() + " may not";
    }

    private boolean returnsTheSame(Method method) {
        Class<?> given = boxed(method.getReturnType());
        Class<?> wanted = boxed(body.getReturnType());
        if (given == Void.class || wanted == Void.class) {
            return given == wanted;
        }
        return wanted.isAssignableFrom(given)
                && (given != wanted
                        || agree(new Type[] {method.getGenericReturnType()}, new Type[] {body.getGenericReturnType()}));
    }

    /** Types of the same classes: whether their arguments agree too, as far as that can be told. */
    private static boolean agree(Type[] ones, Type[] others) {
        for (int i = 0; i < ones.length; i++) {
            if (!open(ones[i]) && !open(others[i]) && !ones[i].equals(others[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean open(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Stream.of(generic.getActualTypeArguments()).anyMatch(Branches::open);
        }
        return type instanceof TypeVariable
                || type instanceof WildcardType
                || type instanceof Class<?> raw && raw.getTypeParameters().length > 0
                || type instanceof java.lang.reflect.GenericArrayType;
    }

    private String complaint(List<Method> named) {
        return named.isEmpty()
                ? "names no method of " + owner.getName()
                : "names no method that fits " + body.getName() + ": "
                        + named.stream()
                                .map(method -> "\"" + shown(method, method.getName()) + "\" " + whyNot(method))
                                .collect(Collectors.joining("; "));
    }

    private String wanted(String name) {
        return (isStatic(body) ? "\"static " : "\"") + shown(body, name) + "\"";
    }

    private static String shown(Method method, String name) {
        return Returned.simple(method.getGenericReturnType()) + " " + name + "("
                + Stream.of(method.getGenericParameterTypes())
                        .map(Returned::simple)
                        .collect(Collectors.joining(", "))
                + ")";
    }

    static String misuse(String name, String rule, String fix) {
        return "@FanOut(branches = \"%s\"): branches %s. %s.".formatted(name, rule, fix);
    }

    private static boolean isStatic(Method method) {
        return Modifier.isStatic(method.getModifiers());
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }
}
