package io.selvedge.runtime.compile;

import java.lang.reflect.Method;
import java.util.List;

/** Looks for annotations where they can never work, whatever their settings. */
final class Checks {
    private final ReachCheck reach;
    private final FormCheck form;
    private final KeyCheck keys;
    private final MarkCheck marks;
    private final Misuses misuses;

    Checks(Catalog catalog, Misuses misuses) {
        this.reach = new ReachCheck(misuses);
        this.form = new FormCheck(misuses);
        this.keys = new KeyCheck(catalog, misuses);
        this.marks = new MarkCheck(catalog, misuses);
        this.misuses = misuses;
    }

    /** What concerns a class as a whole. */
    void onClass(Class<?> type, List<Method> members, Annotated onClass) {
        reach.onClass(type, members, onClass);
        keys.onClass(type.getName(), members, onClass);
    }

    /** What concerns one method, guarded or not. */
    void onMethod(Subject subject, Method method, Annotated onMethod, Guards guards, Marks marked) {
        reach.hidden(subject, onMethod);
        keys.onMethod(subject, guards, marked);
        marks.onMethod(subject, guards, marked);
        if (guards.any()) {
            form.check(subject, method, guards);
            return;
        }
        reach.lost(subject, method);
        Written order = guards.order();
        if (order != null && order.onMethod()) {
            misuses.add(
                    subject.place(),
                    order
                            + " arranges nothing: no policy guards the method. Put the policies on the method, or remove the order.");
        }
    }

    /** What concerns lambdas under a bundle. */
    void onLambda(Subject subject, Brought brought, Annotated bundle, Guards guards) {
        reach.hidden(subject, bundle);
        if (guards.any()) {
            keys.onLambda(subject.place(), brought == Brought.A_KEY, guards);
        } else if (bundle.tooDeep().isEmpty()) {
            misuses.add(
                    subject.place(),
                    "@%s carries no policy, so it can guard nothing. Put at least one on it, such as @Retry."
                            .formatted(subject.owner().getName()));
        }
    }
}
