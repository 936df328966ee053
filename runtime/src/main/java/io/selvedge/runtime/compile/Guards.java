package io.selvedge.runtime.compile;

import io.selvedge.annotations.KeyLimits;
import io.selvedge.annotations.PolicyOrder;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The annotations that count for one subject.
 *
 * @param policies one of each kind
 * @param keyLimits how many keys are kept, if it says
 * @param order how policies are rearranged, if it says
 */
record Guards(List<Written> policies, Optional<Written> keyLimits, Optional<Written> order) {

    /** For a method, which the annotations of its class reach or not. */
    static Guards of(Method method, Annotated onMethod, Annotated onClass, Composition composition) {
        Stream<Written> fromClass = Coverage.byClass(method) ? onClass.policies() : Stream.empty();
        return new Guards(
                composition.oneOfEach(Stream.concat(onMethod.policies(), fromClass)),
                composition.one(Stream.concat(onMethod.each(KeyLimits.class), onClass.each(KeyLimits.class))),
                composition.one(Stream.concat(onMethod.each(PolicyOrder.class), onClass.each(PolicyOrder.class))));
    }

    /** For lambdas under a bundle. */
    static Guards of(Annotated bundle, Composition composition) {
        return new Guards(
                composition.oneOfEach(bundle.policies()),
                composition.one(bundle.each(KeyLimits.class)),
                composition.one(bundle.each(PolicyOrder.class)));
    }

    boolean have(Class<? extends Annotation> type) {
        return policies.stream().anyMatch(written -> written.type() == type);
    }

    boolean any() {
        return !policies.isEmpty();
    }

    /** Such as {@code @Retry on the class and @Timeout("1s")}; what stands on the method itself needs no remark. */
    String text() {
        return Names.list(policies.stream().map(Guards::text).toList());
    }

    private static String text(Written policy) {
        return policy.onMethod() && policy.direct() ? policy.toString() : policy + " " + policy.origin();
    }
}
