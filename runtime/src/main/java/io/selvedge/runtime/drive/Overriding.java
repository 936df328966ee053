package io.selvedge.runtime.drive;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which methods override which others, and so may call them as {@code super}. Stateless. */
final class Overriding {
    private Overriding() {}

    /** Whether some type above may have a body of that method: one of its name, better once too often. */
    static boolean isOverride(@Nullable Method method) {
        return method != null
                && !Modifier.isStatic(method.getModifiers())
                && hasBodyAbove(method, method.getDeclaringClass());
    }

    private static boolean hasBodyAbove(Method method, Class<?> type) {
        Class<?> above = type.getSuperclass();
        if (above != null && above != Object.class && hasBody(method, above)) {
            return true;
        }
        for (Class<?> each : type.getInterfaces()) {
            if (hasBody(method, each)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasBody(Method method, Class<?> type) {
        return declaresBody(method, type) || hasBodyAbove(method, type);
    }

    private static boolean declaresBody(Method method, Class<?> type) {
        try {
            for (Method other : type.getDeclaredMethods()) {
                if (other.getName().equals(method.getName()) && !Modifier.isAbstract(other.getModifiers())) {
                    return true;
                }
            }
            return false;
        } catch (LinkageError e) {
            // Some method there names a class that is not there, as it may be of a library that is optional.
            return true;
        }
    }

    /** Whether one method overrides the other. */
    static boolean overrides(Method mine, Method theirs) {
        return mine.getName().equals(theirs.getName())
                && mine.getDeclaringClass() != theirs.getDeclaringClass()
                && theirs.getDeclaringClass().isAssignableFrom(mine.getDeclaringClass())
                && replaces(mine, theirs);
    }

    private static boolean replaces(Method mine, Method theirs) {
        return Arrays.equals(mine.getParameterTypes(), theirs.getParameterTypes()) || hasBridge(mine, theirs);
    }

    private static boolean hasBridge(Method mine, Method theirs) {
        return Arrays.stream(mine.getDeclaringClass().getDeclaredMethods())
                .filter(Method::isBridge)
                .filter(bridge -> bridge.getName().equals(mine.getName()))
                .anyMatch(bridge -> Arrays.equals(bridge.getParameterTypes(), theirs.getParameterTypes()));
    }
}
