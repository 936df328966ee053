package io.selvedge.runtime.fallback;

import java.lang.invoke.MethodType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A generic type with its variables filled in, so that two of them can be compared. Immutable.
 *
 * @param head a class; a {@link Mark}; a type variable that nothing fills in; or an {@link Integer}, the position of a
 *     method's own type parameter, so that the {@code <T>} of one method equals the {@code <U>} of another
 * @param parts type arguments, the element type, or bounds
 */
record Shape(Object head, List<Shape> parts) {

    /** What is no class. */
    enum Mark {
        ARRAY,
        EXTENDS,
        SUPER
    }

    // Written out, since a record's own are linked at first use, at a cost that every start would have to bear.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Shape shape && head.equals(shape.head) && parts.equals(shape.parts);
    }

    @Override
    public int hashCode() {
        return 31 * head.hashCode() + parts.hashCode();
    }

    /** The shape of a type where these variables stand for these shapes. */
    static Shape of(Type type, Map<TypeVariable<?>, Shape> filled) {
        if (type instanceof ParameterizedType generic) {
            return new Shape(generic.getRawType(), all(generic.getActualTypeArguments(), filled));
        }
        if (type instanceof GenericArrayType array) {
            return new Shape(Mark.ARRAY, all(new Type[] {array.getGenericComponentType()}, filled));
        }
        if (type instanceof WildcardType wild) {
            return of(wild, filled);
        }
        return type instanceof TypeVariable<?> variable ? of(variable, filled) : of((Class<?>) type);
    }

    private static Shape of(WildcardType wild, Map<TypeVariable<?>, Shape> filled) {
        return wild.getLowerBounds().length == 0
                ? new Shape(Mark.EXTENDS, all(wild.getUpperBounds(), filled))
                : new Shape(Mark.SUPER, all(wild.getLowerBounds(), filled));
    }

    private static Shape of(TypeVariable<?> variable, Map<TypeVariable<?>, Shape> filled) {
        Shape known = filled.get(variable);
        return known == null ? new Shape(positionOrSelf(variable), List.of()) : known;
    }

    private static Object positionOrSelf(TypeVariable<?> variable) {
        GenericDeclaration where = variable.getGenericDeclaration();
        return where instanceof Method
                ? Arrays.asList(where.getTypeParameters()).indexOf(variable)
                : variable;
    }

    /** The shape of a class, raw if it is generic. */
    static Shape of(Class<?> type) {
        return type.isArray()
                ? new Shape(Mark.ARRAY, List.of(of(type.getComponentType())))
                : new Shape(type, List.of());
    }

    static List<Shape> all(Type[] types, Map<TypeVariable<?>, Shape> filled) {
        Shape[] shapes = new Shape[types.length];
        for (int i = 0; i < types.length; i++) {
            shapes[i] = of(types[i], filled);
        }
        return List.of(shapes);
    }

    /** What the type variables of this class and all its supertypes stand for. */
    Map<TypeVariable<?>, Shape> filledIn() {
        Map<TypeVariable<?>, Shape> filled = new HashMap<>();
        if (head instanceof Class<?> type) {
            TypeVariable<?>[] own = type.getTypeParameters();
            if (parts.size() == own.length) {
                for (int i = 0; i < own.length; i++) {
                    filled.put(own[i], parts.get(i));
                }
            }
            for (Shape above : all(supertypes(type), filled)) {
                filled.putAll(above.filledIn());
            }
        }
        return filled;
    }

    private static Type[] supertypes(Class<?> type) {
        Type superclass = type.getGenericSuperclass();
        Type[] interfaces = type.getGenericInterfaces();
        if (superclass == null) {
            return interfaces;
        }
        Type[] all = new Type[interfaces.length + 1];
        all[0] = superclass;
        System.arraycopy(interfaces, 0, all, 1, interfaces.length);
        return all;
    }

    /** Whether a value of this type may be returned where that type is declared, boxing included. */
    boolean fitsInto(Shape declared) {
        if (equals(declared)) {
            return true;
        }
        if (!(head instanceof Class<?> given && declared.head instanceof Class<?> wanted)) {
            return Object.class.equals(declared.head);
        }
        return given != void.class
                && wanted != void.class
                && boxed(wanted).isAssignableFrom(boxed(given))
                && agree(as(wanted), declared);
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    /** This type seen as that supertype. */
    private Shape as(Class<?> supertype) {
        Map<TypeVariable<?>, Shape> filled = filledIn();
        TypeVariable<?>[] wanted = supertype.getTypeParameters();
        List<Shape> known =
                Stream.of(wanted).map(filled::get).filter(Objects::nonNull).toList();
        return new Shape(supertype, known.size() == wanted.length ? known : List.of());
    }

    /** Whether two shapes of one class have the same arguments; a raw type and a wildcard agree with everything. */
    private static boolean agree(Shape given, Shape declared) {
        return given.parts.isEmpty()
                || declared.parts.isEmpty()
                || IntStream.range(0, given.parts.size())
                        .allMatch(i -> declared.parts.get(i).head instanceof Mark mark && mark != Mark.ARRAY
                                || given.parts.get(i).equals(declared.parts.get(i)));
    }

    @Override
    public String toString() {
        if (head instanceof Mark mark) {
            return switch (mark) {
                case ARRAY -> joined("") + "[]";
                case EXTENDS -> "? extends " + joined(" & ");
                case SUPER -> "? super " + joined(" & ");
            };
        }
        String name =
                head instanceof Class<?> type ? type.getSimpleName() : head instanceof Integer ? "T" + head : "" + head;
        return parts.isEmpty() ? name : name + "<" + joined(", ") + ">";
    }

    private String joined(String separator) {
        return parts.stream().map(Shape::toString).collect(Collectors.joining(separator));
    }
}
