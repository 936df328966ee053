package io.selvedge.runtime.policy;

import io.selvedge.failures.Place;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline guards: a method, or a lambda under a name.
 *
 * <p>Thread-safe. Immutable, but for the places that it remembers: one for each policy with a name.
 */
public final class Target {
    private static final Object NULL_KEY = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private final String name;
    private final Place own;
    /** By the names that were asked for. Replaced as a whole. */
    private volatile Place[] shared = {};

    private final @Nullable Method method;
    private final boolean stage;
    private final int[] keyPositions;
    private final boolean elements;

    /**
     * @param name unique within an engine: class and method, with a signature only where a name is overloaded
     * @param method the method, or {@code null} for lambdas
     * @param stage whether calls return a {@code CompletionStage}
     * @param keyPositions positions of the parameters that make up the key, empty for none
     */
    public Target(String name, @Nullable Method method, boolean stage, int... keyPositions) {
        this(name, method, stage, keyPositions.clone(), false);
    }

    private Target(String name, @Nullable Method method, boolean stage, int[] keyPositions, boolean elements) {
        this.name = name;
        this.own = new Place(name, "");
        this.method = method;
        this.stage = stage;
        this.keyPositions = keyPositions;
        this.elements = elements;
    }

    /** The same, for lambdas whose calls bring a {@link Spreading} as their argument. */
    public Target bringingElements() {
        return new Target(name, method, stage, keyPositions, true);
    }

    public String name() {
        return name;
    }

    /**
     * Where a policy refuses a call; usually the same object again.
     *
     * @param sharedAs the name under which methods share the policy, or empty
     */
    public Place place(String sharedAs) {
        // Small, as it is inlined into woven code, which compilers do not inline any further when it has become large.
        return sharedAs.isEmpty() ? own : shared(sharedAs);
    }

    private Place shared(String sharedAs) {
        Place[] known = shared;
        for (Place place : known) {
            if (place.name().equals(sharedAs)) {
                return place;
            }
        }
        Place[] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = new Place(name, sharedAs);
        shared = more;
        return more[known.length];
    }

    public @Nullable Method method() {
        return method;
    }

    /** Whether a call is over only when the stage that it returned has completed. */
    public boolean returnsStage() {
        return stage;
    }

    /** Whether calls of a lambda bring a {@link Spreading}. */
    public boolean bringsElements() {
        return elements;
    }

    /** Whether calls give a value of that type, itself or through a stage; never known of lambdas. */
    public boolean gives(Class<?> type) {
        return method != null
                && erasure(valueType(method.getGenericReturnType())) instanceof Class<?> given
                && type.isAssignableFrom(given);
    }

    /** Whether a parameter carries that mark; never known of lambdas. */
    public boolean takes(Class<? extends Annotation> mark) {
        return method != null && Arrays.stream(method.getParameters()).anyMatch(one -> one.isAnnotationPresent(mark));
    }

    private Type valueType(Type returned) {
        return stage && returned instanceof ParameterizedType of ? of.getActualTypeArguments()[0] : returned;
    }

    private static Type erasure(Type type) {
        if (type instanceof ParameterizedType of) {
            return of.getRawType();
        }
        return type instanceof WildcardType wild ? erasure(wild.getUpperBounds()[0]) : type;
    }

    /** Whether policies that can keep one state per key do so here. */
    public boolean keyed() {
        return keyPositions.length > 0;
    }

    /** Whether a caller must expect an {@link InterruptedException}, because the method declares it or a supertype. */
    public boolean declaresInterrupted() {
        if (method == null) {
            return true;
        }
        for (Class<?> declared : method.getExceptionTypes()) {
            if (declared.isAssignableFrom(InterruptedException.class)) {
                return true;
            }
        }
        return false;
    }

    Object keyOf(Call call) {
        return switch (keyPositions.length) {
            case 0 -> this;
            case 1 -> orNullKey(call.argument(keyPositions[0]));
            default -> compound(call);
        };
    }

    private static Object orNullKey(@Nullable Object key) {
        return key == null ? NULL_KEY : key;
    }

    private Object compound(Call call) {
        Object[] parts = new Object[keyPositions.length];
        Arrays.setAll(parts, i -> orNullKey(call.argument(keyPositions[i])));
        return List.of(parts);
    }

    @Override
    public String toString() {
        return name;
    }
}
