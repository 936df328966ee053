package io.selvedge.runtime.fallback;

import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.runtime.policy.Site;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks up the methods that may answer for a guarded one (F3). Lives as long as one look-up. */
final class Candidates {
    private final String name;
    private final Class<?> owner;
    private final Method guarded;
    private final Map<TypeVariable<?>, Shape> filled;
    private final List<Shape> parameters;
    private final Shape result;

    private Candidates(String name, Class<?> owner, Method guarded) {
        this.name = name;
        this.owner = owner;
        this.guarded = guarded;
        this.filled = Shape.of(owner).filledIn();
        this.parameters = Shape.all(guarded.getGenericParameterTypes(), filled);
        this.result = Shape.of(guarded.getGenericReturnType(), filled);
    }

    /**
     * Finds all that fit.
     *
     * @throws BadDefinition if none does
     */
    static List<Answer> find(String name, Site site) {
        Method guarded = site.target().method();
        if (guarded == null) {
            throw misuse(name, "names a method, and a lambda has no class to look it up in", "Use a method");
        }
        return new Candidates(name, site.owner(), guarded).find();
    }

    private List<Answer> find() {
        List<Method> named = named();
        List<Method> fitting = fitting(named);
        if (fitting.isEmpty()) {
            throw misuse(name, complaint(named), fix());
        }
        return fitting.stream().map(this::answer).toList();
    }

    /** Those of the class itself first, then its superclasses', then those of all interfaces. */
    private List<Method> named() {
        Set<Class<?>> classes = new LinkedHashSet<>();
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
            classes.add(type);
            addInterfaces(type, interfaces);
        }
        classes.addAll(interfaces);
        List<Method> named = new ArrayList<>();
        for (Class<?> type : classes) {
            named.addAll(named(type));
        }
        return named;
    }

    private List<Method> named(Class<?> type) {
        List<Method> named = new ArrayList<>();
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals(name) && !method.isSynthetic()) {
                named.add(method);
            }
        }
        // Within a class reflection has no order, and texts should have one.
        named.sort(Comparator.comparing(Method::toString));
        return named;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> found) {
        for (Class<?> above : type.getInterfaces()) {
            found.add(above);
            addInterfaces(above, found);
        }
    }

    /** Those that fit; of methods that take the same, the first: the others are what it overrides. */
    private List<Method> fitting(List<Method> methods) {
        Set<List<Shape>> seen = new HashSet<>();
        List<Method> fitting = new ArrayList<>();
        for (Method method : methods) {
            if (whyNot(method) == null && seen.add(parametersOf(method))) {
                fitting.add(method);
            }
        }
        return fitting;
    }

    private List<Shape> parametersOf(Method method) {
        return Shape.all(method.getGenericParameterTypes(), filled);
    }

    private @Nullable String whyNot(Method method) {
        if (!isWithinReach(method)) {
            return "cannot be called from " + owner.getSimpleName();
        }
        if (Modifier.isStatic(guarded.getModifiers()) && !Modifier.isStatic(method.getModifiers())) {
            return "is not static, as " + guarded.getName() + " is";
        }
        if (isGuardedItself(method)) {
            return "is the guarded method itself";
        }
        if (!takesTheSame(method)) {
            return "takes other parameters";
        }
        if (!bounds(method).equals(bounds(guarded))) {
            return "has other type parameters";
        }
        return Shape.of(method.getGenericReturnType(), filled).fitsInto(result)
                ? null
                : "returns what " + guarded.getName() + " may not";
    }

    private boolean isWithinReach(Method method) {
        Class<?> declaring = method.getDeclaringClass();
        int modifiers = method.getModifiers();
        if (declaring == owner) {
            return true;
        }
        if (Modifier.isPrivate(modifiers) || (declaring.isInterface() && Modifier.isStatic(modifiers))) {
            return false;
        }
        return Modifier.isPublic(modifiers)
                || Modifier.isProtected(modifiers)
                || declaring.getPackageName().equals(owner.getPackageName());
    }

    private boolean isGuardedItself(Method method) {
        return method.getName().equals(guarded.getName())
                && parametersOf(method).equals(parameters);
    }

    private boolean takesTheSame(Method method) {
        List<Shape> taken = parametersOf(method);
        int more = taken.size() - parameters.size();
        return (more == 0 || (more == 1 && failureOf(method) != null))
                && taken.subList(0, parameters.size()).equals(parameters);
    }

    private List<List<Shape>> bounds(Method method) {
        List<List<Shape>> bounds = new ArrayList<>();
        for (TypeVariable<?> variable : method.getTypeParameters()) {
            bounds.add(Shape.all(variable.getBounds(), filled));
        }
        return bounds;
    }

    /** The type of the failure that the last parameter takes, if that is more than the guarded method has. */
    private @Nullable Class<?> failureOf(Method method) {
        if (method.getParameterCount() != parameters.size() + 1) {
            return null;
        }
        Type[] types = method.getGenericParameterTypes();
        return Shape.of(types[types.length - 1], filled).head() instanceof Class<?> last
                        && Throwable.class.isAssignableFrom(last)
                ? last
                : null;
    }

    private Answer answer(Method method) {
        if (!method.trySetAccessible()) {
            throw misuse(
                    name,
                    "names a method that its module hides",
                    "Add \"opens %s;\" to the module-info of %s"
                            .formatted(
                                    method.getDeclaringClass().getPackageName(),
                                    method.getDeclaringClass().getModule().getName()));
        }
        return new Answer(failureOf(method), handle(method));
    }

    private static MethodHandle handle(Method method) {
        try {
            MethodHandle exact = MethodHandles.lookup().unreflect(method).asFixedArity();
            MethodHandle onSelf = Modifier.isStatic(method.getModifiers())
                    ? MethodHandles.dropArguments(exact, 0, Object.class)
                    : exact;
            int arguments = method.getParameterCount();
            return onSelf.asType(MethodType.genericMethodType(1 + arguments)).asSpreader(Object[].class, arguments);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " was made accessible and is not", e);
        }
    }

    private String complaint(List<Method> named) {
        if (named.isEmpty()) {
            return "names no method of " + owner.getName() + ", its superclasses and interfaces";
        }
        List<String> reasons = new ArrayList<>();
        for (Method method : named) {
            reasons.add("\"" + shown(method) + "\" of "
                    + method.getDeclaringClass().getSimpleName() + " " + whyNot(method));
        }
        return "names no method that fits " + guarded.getName() + ": " + String.join("; ", reasons);
    }

    private String shown(Method method) {
        Shape returned = Shape.of(method.getGenericReturnType(), filled);
        return typeParameters(method) + returned + " " + name + "(" + joined(parametersOf(method)) + ")";
    }

    private String fix() {
        if (name.equals(guarded.getName())) {
            return "Name another method, or add an overload with one more parameter, for the failure";
        }
        String prefix = Modifier.isStatic(guarded.getModifiers()) ? "\"static " : "\"";
        String signature = typeParameters(guarded) + result + " " + name + "(" + joined(parameters) + ")\"";
        return "Write " + prefix + signature + ", or the same with one more parameter for the failure";
    }

    private String typeParameters(Method method) {
        List<String> all = new ArrayList<>();
        for (List<Shape> bound : bounds(method)) {
            all.add("T" + all.size() + " extends "
                    + bound.stream().map(Shape::toString).collect(Collectors.joining(" & ")));
        }
        return all.isEmpty() ? "" : "<" + String.join(", ", all) + "> ";
    }

    private static String joined(List<Shape> shapes) {
        return shapes.stream().map(Shape::toString).collect(Collectors.joining(", "));
    }

    private static BadDefinition misuse(String value, String rule, String fix) {
        return new BadDefinition("@Fallback(value = \"%s\"): value %s. %s.".formatted(value, rule, fix));
    }
}
