package io.selvedge.runtime.compile;

import io.selvedge.runtime.drive.Plan;
import io.selvedge.runtime.drive.Stage;
import io.selvedge.runtime.policy.Policy;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        Annotated onClass = Annotated.on(type);
        checks.onClass(type, onClass);
        Coverage.members(type).forEach(method -> read(method, onClass));
    }

    private void read(Method method, Annotated onClass) {
        Subject subject = Subject.of(method);
        Annotated onMethod = Annotated.on(method);
        Guards guards = Guards.of(method, onMethod, onClass, new Composition(subject, misuses));
        checks.onMethod(subject, method, onMethod, guards);
        if (guards.any()) {
            Draft draft = workshop.drafts().of(subject, guards, misuses);
            if (Coverage.hasBody(method)) {
                take(draft);
            }
        }
    }

    Compiled of(Subject lambda, Class<? extends Annotation> bundle, Brought brought) {
        Annotated inside = Annotated.inside(bundle);
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
        Map<Object, Compiled.Built> plans = new LinkedHashMap<>();
        if (misuses.none()) {
            drafts.forEach(draft -> link(draft)
                    .ifPresent(plan -> plans.put(draft.subject().identity(), new Compiled.Built(plan, draft))));
        }
        return misuses.none() ? new Compiled(Map.copyOf(plans), List.of()) : new Compiled(Map.of(), misuses.list());
    }

    private Optional<Plan> link(Draft draft) {
        try {
            List<Stage> stages =
                    draft.parts().stream().map(part -> stage(draft, part)).toList();
            return Optional.of(new Plan(
                    draft.target(),
                    stages,
                    workshop.environment(),
                    workshop.recorder().calls(draft.target())));
        } catch (RuntimeException | LinkageError e) {
            String recorder = "The recorder " + workshop.recorder().getClass().getName();
            misuses.add(Misuse.at(draft.subject().place(), Misuses.unexpected(recorder, "measuring", e))
                    .causedBy(e));
            return Optional.empty();
        }
    }

    private Stage stage(Draft draft, Part<?, ?> part) {
        String room = part.room().name();
        Policy policy = batch.publish(draft, part);
        return new Stage(room, policy, workshop.recorder().stage(draft.target(), room));
    }
}
