package io.selvedge.runtime.compile;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What is to be guarded: a method, or lambdas under a name.
 *
 * @param name what the target is called
 * @param owner the class that declares the method, or the bundle
 * @param method the method, or {@code null} for lambdas
 * @param stage whether calls return stages
 */
record Subject(String name, Class<?> owner, @Nullable Method method, boolean stage) {

    /** @param members all that the method's class declares */
    static Subject of(Method method, List<Method> members) {
        Class<?> type = method.getReturnType();
        return new Subject(
                Names.target(method, members),
                method.getDeclaringClass(),
                method,
                type == CompletionStage.class || type == CompletableFuture.class);
    }

    static Subject of(String name, Class<? extends Annotation> bundle, boolean stage) {
        return new Subject(name, bundle, null, stage);
    }

    /** What messages call it. */
    String place() {
        return method == null ? "the lambda \"" + name + "\"" : Names.place(method);
    }

    /** What tells it from all other subjects of an engine; lambdas of one name are one, whatever they return. */
    Object identity() {
        return method == null ? new LambdaName(name) : method;
    }

    private record LambdaName(String name) {}

    /** A remark about an annotation that came to this subject: it belongs to where the annotation is written. */
    Misuse about(Written written, String text) {
        AnnotatedElement carrier = written.carrier();
        if (carrier.equals(method) || !(carrier instanceof Class<?> type)) {
            return Misuse.at(place(), text);
        }
        return type.isAnnotation()
                ? new Misuse("@" + type.getName(), text, place(), null)
                : new Misuse(type.getName(), text, within(), null);
    }

    private String within() {
        return method == null ? place() : Names.signature(method);
    }
}
