package io.selvedge.runtime.compile;

import io.selvedge.annotations.Woven;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which methods of a class annotations can reach: the same rule by which the aspect weaves. */
final class Coverage {
    private static final Pattern MADE_BY_WEAVER = Pattern.compile("ajc\\$.*|.*_aroundBody\\d+(\\$advice)?");

    /** The virtual machine lists methods in no certain order, messages must come in one. */
    private static final Comparator<Method> ORDER = Comparator.comparing(Method::getName)
            .thenComparingInt(Method::getParameterCount)
            .thenComparing(Coverage::types);

    private Coverage() {}

    /** The methods that somebody wrote in this class, abstract ones included, in a stable order. */
    static Stream<Method> members(Class<?> type) {
        return Stream.of(type.getDeclaredMethods()).filter(Coverage::written).sorted(ORDER);
    }

    static boolean written(Method method) {
        return !method.isBridge()
                && !method.isSynthetic()
                && !method.getName().startsWith("lambda$")
                && !MADE_BY_WEAVER.matcher(method.getName()).matches();
    }

    private static String types(Method method) {
        return Stream.of(method.getParameterTypes()).map(Class::getName).collect(Collectors.joining(","));
    }

    /** Whether there is a body to weave. */
    static boolean hasBody(Method method) {
        return (method.getModifiers() & (Modifier.ABSTRACT | Modifier.NATIVE)) == 0;
    }

    /** Those on which the weaver has left no mark. */
    static List<Method> unwoven(List<Method> guarded) {
        return guarded.stream()
                .filter(method -> !method.isAnnotationPresent(Woven.class))
                .toList();
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
        return switch (Names.signature(method)) {
            case "toString()", "hashCode()" -> true;
            case "equals(Object)" -> method.getParameterTypes()[0] == Object.class;
            default -> false;
        };
    }
}
