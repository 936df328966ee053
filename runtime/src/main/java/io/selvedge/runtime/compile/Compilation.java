package io.selvedge.runtime.compile;

import io.selvedge.annotations.Woven;
import io.selvedge.runtime.drive.Plan;
import io.selvedge.runtime.drive.Stage;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.record.CallRecorder;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One walk through a class, or through a bundle that guards lambdas: all of it is read and checked, and only if nothing
 * is wrong anywhere is anything built.
 *
 * <p>Not thread-safe; used once.
 */
final class Compilation {
    private final Workshop workshop;
    private final Misuses misuses = new Misuses();
    private final Checks checks;
    private final Instances.Batch batch;
    private final List<Draft> drafts = new ArrayList<>();

    Compilation(Workshop workshop) {
        this.workshop = workshop;
        this.checks = new Checks(workshop.catalog(), misuses);
        this.batch = workshop.instances().new Batch();
    }

    Compiled of(Class<?> type) {
        try {
            read(type);
        } catch (RuntimeException | LinkageError e) {
            // A class that a signature or an annotation names may be missing.
            misuses.add(Misuse.at(type.getName(), Misuses.unexpected("The class", "reading it", e))
                    .causedBy(e));
        }
        return built();
    }

    private void read(Class<?> type) {
        if (type.isAnnotation()) {
            return; // What stands on a bundle is meant for those who bear it.
        }
        Annotated onClass = workshop.bundles().on(type);
        List<Method> members = Coverage.members(type);
        checks.onClass(type, members, onClass);
        for (Method method : members) {
            read(Subject.of(method, members), method, onClass);
        }
    }

    private void read(Subject subject, Method method, Annotated onClass) {
        Annotated onMethod = workshop.bundles().on(method);
        Guards guards = Guards.of(method, onMethod, onClass, new Composition(subject, misuses));
        Marks marks = Marks.of(method);
        checks.onMethod(subject, method, onMethod, guards, marks);
        if (guards.any()) {
            Draft draft = workshop.drafts().of(subject, guards, marks, misuses);
            if (Coverage.hasBody(method)) {
                take(draft);
            }
        }
    }

    Compiled of(Subject lambda, Class<? extends Annotation> bundle, Brought brought) {
        Annotated inside = workshop.bundles().inside(bundle);
        Guards guards = Guards.of(inside, new Composition(lambda, misuses));
        checks.onLambda(lambda, brought, inside, guards);
        take(workshop.drafts().of(lambda, brought, guards, misuses));
        return built();
    }

    /** Opens what can be opened even if something else is wrong, since the opening finds mistakes too. */
    private void take(Draft draft) {
        drafts.add(draft);
        for (Part<?, ?> part : draft.parts()) {
            workshop.instances().claim(draft, part, misuses);
            misuses.attempt(draft.subject(), part.written(), "opening it", () -> open(draft, part));
        }
    }

    private Policy open(Draft draft, Part<?, ?> part) {
        Policy policy = batch.open(draft, part);
        SpreadCheck.check(draft.subject(), part, policy);
        return policy;
    }

    private Compiled built() {
        List<Compiled.Built> plans = new ArrayList<>(drafts.size());
        if (misuses.none()) {
            for (Draft draft : drafts) {
                link(draft, plans);
            }
        }
        return misuses.none() ? Compiled.of(plans, unwoven()) : new Compiled(Map.of(), misuses.list(), unwoven());
    }

    private void link(Draft draft, List<Compiled.Built> plans) {
        try {
            List<Stage> stages = new ArrayList<>(draft.parts().size());
            for (Part<?, ?> part : draft.parts()) {
                stages.add(stage(draft, part));
            }
            CallRecorder calls = workshop.recorder().calls(draft.target());
            plans.add(new Compiled.Built(new Plan(draft.target(), stages, workshop.environment(), calls), draft));
        } catch (RuntimeException | LinkageError e) {
            String recorder = "The recorder " + workshop.recorder().getClass().getName();
            misuses.add(Misuse.at(draft.subject().place(), Misuses.unexpected(recorder, "measuring", e))
                    .causedBy(e));
        }
    }

    private List<Method> unwoven() {
        List<Method> unwoven = new ArrayList<>(0);
        for (Draft draft : drafts) {
            Method method = draft.subject().method();
            if (method != null && !method.isAnnotationPresent(Woven.class)) {
                unwoven.add(method);
            }
        }
        return List.copyOf(unwoven);
    }

    private Stage stage(Draft draft, Part<?, ?> part) {
        String room = part.room().name();
        Policy policy = batch.publish(draft, part);
        return new Stage(room, policy, workshop.recorder().stage(draft.target(), room));
    }
}
