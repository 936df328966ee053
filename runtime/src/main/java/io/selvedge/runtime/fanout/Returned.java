package io.selvedge.runtime.fanout;

import io.selvedge.annotations.Join;
import io.selvedge.values.Settled;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a method returns, or what its stage delivers.
 *
 * @param type as declared
 * @param raw its class, {@code Object} where that cannot be told
 * @param stage whether it is delivered by a stage
 */
record Returned(Type type, Class<?> raw, boolean stage) {

    static Returned by(Method method, boolean stage) {
        Type type = stage ? argument(method.getGenericReturnType()) : method.getGenericReturnType();
        return new Returned(type, stage ? raw(type) : method.getReturnType(), stage);
    }

    /** Whether it is handed out at once and made while it is consumed. */
    boolean lazy() {
        return raw == Stream.class && !stage;
    }

    /** How one is made of many, or {@code null} if it cannot be. */
    @Nullable Whole whole(Join join) {
        if (join == Join.ALL_SETTLED && raw(argument(type)) != Settled.class) {
            return null;
        }
        if (raw == List.class || raw == Collection.class) {
            return Wholes.LIST;
        }
        if (raw == Stream.class) {
            return Wholes.STREAM;
        }
        return join == Join.ALL ? otherWhole() : null;
    }

    private @Nullable Whole otherWhole() {
        if (raw == Set.class) {
            return Wholes.SET;
        }
        if (raw == Map.class) {
            return Wholes.MAP;
        }
        if (raw.isArray() && !ofVariable(type)) {
            return new Wholes.OfArray(raw.getComponentType());
        }
        return raw == void.class || raw == Void.class ? Wholes.NOTHING : null;
    }

    /** Whether it is an array of which nobody can tell the class where there are no elements. */
    private static boolean ofVariable(Type type) {
        return type instanceof GenericArrayType array
                && (array.getGenericComponentType() instanceof TypeVariable
                        || ofVariable(array.getGenericComponentType()));
    }

    private static Type argument(Type generic) {
        return generic instanceof ParameterizedType known && known.getActualTypeArguments().length == 1
                ? known.getActualTypeArguments()[0]
                : Object.class;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType generic) {
            return raw(generic.getRawType());
        }
        if (type instanceof WildcardType wild) {
            return raw(wild.getUpperBounds()[0]);
        }
        if (type instanceof GenericArrayType array) {
            return raw(array.getGenericComponentType()).arrayType();
        }
        return type instanceof Class<?> known ? known : Object.class;
    }

    @Override
    public String toString() {
        return simple(type);
    }

    /** A type as people write it where it is imported. */
    static String simple(Type type) {
        if (type instanceof ParameterizedType generic) {
            return simple(generic.getRawType())
                    + Stream.of(generic.getActualTypeArguments())
                            .map(Returned::simple)
                            .collect(Collectors.joining(", ", "<", ">"));
        }
        return type instanceof Class<?> known ? known.getSimpleName() : type.getTypeName();
    }
}
