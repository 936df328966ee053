package io.selvedge.runtime.compile;

import io.selvedge.annotations.Woven;
import java.lang.annotation.Inherited;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for policies that reach no method at all, or fewer than their author will think. */
final class ReachCheck {
    private static final String LOST =
            "The method is woven, but no policy can be seen on it at run time. If one stands in a bundle, the bundle is lost in compilation. Put @Retention(RetentionPolicy.RUNTIME) on the bundle.";

    private final Misuses misuses;

    ReachCheck(Misuses misuses) {
        this.misuses = misuses;
    }

    /** What concerns a method, or lambdas under a bundle, that policies stand on. */
    void hidden(Subject subject, Annotated annotated) {
        if (!annotated.tooDeep().isEmpty()) {
            hidden(subject.place(), annotated);
        }
    }

    private void hidden(String place, Annotated annotated) {
        Map<List<?>, List<Written>> byPath = by(Written::path, annotated.tooDeep().stream());
        byPath.values().forEach(policies -> misuses.add(place, hidden(policies)));
    }

    private static String hidden(List<Written> policies) {
        Written first = policies.get(0);
        Class<?> deepest = first.path().get(first.path().size() - 2);
        return "%s cannot be seen, %s: policies are looked for in bundles, and in bundles within those, no further. Put them on @%s itself."
                .formatted(Names.list(policies), first.origin(), deepest.getSimpleName());
    }

    /** What concerns a class that policies stand on. */
    void onClass(Class<?> type, List<Method> members, Annotated onClass) {
        if (!onClass.tooDeep().isEmpty()) {
            hidden(type.getName(), onClass);
        }
        if (!onClass.policies().isEmpty()) {
            inherited(type.getName(), onClass);
            nothing(type, members, onClass.policies());
        }
    }

    private void inherited(String place, Annotated onClass) {
        onClass.policies().stream()
                .map(Written::visible)
                .distinct()
                .filter(type -> type.isAnnotationPresent(Inherited.class))
                .forEach(type -> misuses.add(
                        place,
                        "@%s is marked @Inherited, but policies are not: a subclass is guarded by what stands on the subclass. Take @Inherited off, and put @%1$s on each class that it is to guard."
                                .formatted(type.getSimpleName())));
    }

    private void nothing(Class<?> type, List<Method> members, List<Written> policies) {
        if (members.stream().noneMatch(Coverage::byClass)) {
            String rule =
                    "%s can guard nothing here: on a class, policies hold for the public instance methods with a body that the class itself declares, and there is none. "
                            .formatted(Names.list(policies));
            String fix = type.isInterface()
                    ? "They do not reach the classes that implement the interface. Put them on those."
                    : "Put them on the methods that they are to guard.";
            misuses.add(type.getName(), rule + fix);
        }
    }

    /** For a method on which no policy is to be seen: whether the weaver saw one nevertheless. */
    void lost(Subject subject, Method method) {
        if (wovenHere(method)) {
            misuses.add(subject.place(), LOST);
        }
    }

    /** Generated subclasses copy annotations from the method that they override, and not always all of them. */
    private static boolean wovenHere(Method method) {
        return method.isAnnotationPresent(Woven.class)
                && Coverage.hasBody(method)
                && !Coverage.ofObject(method)
                && !overridesWoven(method);
    }

    private static boolean overridesWoven(Method method) {
        return Stream.<Class<?>>iterate(
                        method.getDeclaringClass().getSuperclass(), Objects::nonNull, Class::getSuperclass)
                .flatMap(type -> Coverage.members(type).stream())
                .filter(above -> above.isAnnotationPresent(Woven.class))
                .anyMatch(above -> Names.signature(above).equals(Names.signature(method)));
    }

    private static <K> Map<K, List<Written>> by(Function<Written, ? extends K> key, Stream<Written> written) {
        return written.collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }
}
