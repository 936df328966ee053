package io.selvedge.runtime.compile;

import io.selvedge.annotations.KeyLimits;
import io.selvedge.annotations.PolicyOrder;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;

/**
 * The annotations that mean something to the engine and that a method, class or bundle carries, by itself and through
 * bundles. Immutable once read.
 *
 * @param policies the policies that count
 * @param tooDeep the policies that are hidden too deep to count
 * @param keyLimits the {@link KeyLimits} that count
 * @param orders the {@link PolicyOrder}s that count
 */
record Annotated(List<Written> policies, List<Written> tooDeep, List<Written> keyLimits, List<Written> orders) {

    static Annotated nothing() {
        return new Annotated(new ArrayList<>(0), new ArrayList<>(0), new ArrayList<>(0), new ArrayList<>(0));
    }

    /** Notes an annotation that was found. */
    void add(Written written, boolean policy, boolean counts) {
        Class<? extends Annotation> type = written.type();
        if (policy) {
            (counts ? policies : tooDeep).add(written);
        } else if (counts && type == KeyLimits.class) {
            keyLimits.add(written);
        } else if (counts && type == PolicyOrder.class) {
            orders.add(written);
        }
    }
}
