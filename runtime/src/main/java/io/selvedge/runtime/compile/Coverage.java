package io.selvedge.runtime.compile;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** Which methods of a class annotations can reach: the same rule by which the aspect weaves. */
final class Coverage {
    private static final String AROUND_BODY = "_aroundBody";
    private static final String ADVICE = "$advice";

    private Coverage() {}

    /** The methods that somebody wrote in this class, abstract ones included, in a stable order. */
    static List<Method> members(Class<?> type) {
        List<Method> members = new ArrayList<>();
        for (Method method : type.getDeclaredMethods()) {
            if (written(method)) {
                members.add(method);
            }
        }
        // The virtual machine lists methods in no certain order, messages must come in one.
        members.sort(Coverage::compare);
        return members;
    }

    private static int compare(Method one, Method other) {
        int names = one.getName().compareTo(other.getName());
        int counts = names != 0 ? names : one.getParameterCount() - other.getParameterCount();
        return counts != 0 ? counts : compare(one.getParameterTypes(), other.getParameterTypes());
    }

    private static int compare(Class<?>[] some, Class<?>[] others) {
        for (int i = 0; i < some.length; i++) {
            int names = some[i].getName().compareTo(others[i].getName());
            if (names != 0) {
                return names;
            }
        }
        return 0;
    }

    static boolean written(Method method) {
        String name = method.getName();
        return !method.isBridge()
                && !method.isSynthetic()
                && !name.startsWith("lambda$")
                && !name.startsWith("ajc$")
                && !isAroundBody(name);
    }

    /** Such as {@code find_aroundBody0} and {@code find_aroundBody1$advice}. */
    private static boolean isAroundBody(String name) {
        int digits = name.endsWith(ADVICE) ? name.length() - ADVICE.length() : name.length();
        int from = digits;
        while (from > 0 && name.charAt(from - 1) >= '0' && name.charAt(from - 1) <= '9') {
            from--;
        }
        return from < digits && name.startsWith(AROUND_BODY, from - AROUND_BODY.length());
    }

    /** Whether there is a body to weave. */
    static boolean hasBody(Method method) {
        return (method.getModifiers() & (Modifier.ABSTRACT | Modifier.NATIVE)) == 0;
    }

    /** Whether annotations on the class hold for this method of it. */
    static boolean byClass(Method method) {
        int modifiers = method.getModifiers();
        return Modifier.isPublic(modifiers)
                && !Modifier.isStatic(modifiers)
                && !Modifier.isAbstract(modifiers)
                && !ofObject(method);
    }

    static boolean ofObject(Method method) {
        return switch (method.getName()) {
            case "toString", "hashCode" -> method.getParameterCount() == 0;
            case "equals" -> method.getParameterCount() == 1 && method.getParameterTypes()[0] == Object.class;
            default -> false;
        };
    }
}
