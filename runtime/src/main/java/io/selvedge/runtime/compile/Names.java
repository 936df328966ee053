package io.selvedge.runtime.compile;

import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What methods are called in metrics and messages. */
final class Names {
    private Names() {}

    /**
     * What a target is called: class and method. Parameter types follow only where the class declares several methods of
     * the name, guarded or not, so that guarding one more of them renames nothing.
     *
     * @param members all that the class declares
     */
    static String target(Method method, List<Method> members) {
        String name = method.getDeclaringClass().getName() + "." + method.getName();
        int namesakes = 0;
        for (Method member : members) {
            namesakes += member.getName().equals(method.getName()) ? 1 : 0;
        }
        return namesakes < 2 ? name : name + "(" + toldApart(method, members) + ")";
    }

    private static String toldApart(Method method, List<Method> members) {
        String simple = parameters(method, Class::getSimpleName);
        boolean unique = members.stream()
                        .filter(other -> other.getName().equals(method.getName()))
                        .filter(other -> parameters(other, Class::getSimpleName).equals(simple))
                        .count()
                == 1;
        return unique ? simple : parameters(method, Class::getName);
    }

    /** Where a method stands: class, name and parameters. */
    static String place(Method method) {
        return method.getDeclaringClass().getName() + "." + signature(method);
    }

    /** Name and parameters. */
    static String signature(Method method) {
        return method.getName() + "(" + parameters(method, Class::getSimpleName) + ")";
    }

    private static String parameters(Method method, Function<Class<?>, String> shown) {
        return Stream.of(method.getParameterTypes()).map(shown).collect(Collectors.joining(", "));
    }

    /** "a", "a and b", "a, b and c". */
    static String list(List<?> things) {
        List<String> names = things.stream().map(String::valueOf).toList();
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
