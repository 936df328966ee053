package io.selvedge.runtime.compile;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The annotations that count for one subject.
 *
 * @param policies one of each kind
 * @param keyLimits how many keys are kept, if it says
 * @param order how policies are rearranged, if it says
 */
record Guards(
        List<Written> policies,
        @Nullable Written keyLimits,
        @Nullable Written order) {

    /** For a method, which the annotations of its class reach or not. */
    static Guards of(Method method, Annotated onMethod, Annotated onClass, Composition composition) {
        List<Written> fromClass = Coverage.byClass(method) ? onClass.policies() : List.of();
        return new Guards(
                composition.oneOfEach(both(onMethod.policies(), fromClass)),
                composition.one(both(onMethod.keyLimits(), onClass.keyLimits())),
                composition.one(both(onMethod.orders(), onClass.orders())));
    }

    /** For lambdas under a bundle. */
    static Guards of(Annotated bundle, Composition composition) {
        return new Guards(
                composition.oneOfEach(bundle.policies()),
                composition.one(bundle.keyLimits()),
                composition.one(bundle.orders()));
    }

    private static List<Written> both(List<Written> some, List<Written> more) {
        if (some.isEmpty() || more.isEmpty()) {
            return some.isEmpty() ? more : some;
        }
        List<Written> both = new ArrayList<>(some);
        both.addAll(more);
        return both;
    }

    boolean have(Class<? extends Annotation> type) {
        for (Written written : policies) {
            if (written.type() == type) {
                return true;
            }
        }
        return false;
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
