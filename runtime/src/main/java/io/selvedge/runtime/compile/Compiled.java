package io.selvedge.runtime.compile;

import io.selvedge.runtime.drive.Plan;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a class, or of lambdas under a name: plans, or misuses.
 *
 * @param plans by {@link Subject#identity()}; empty if there are misuses
 * @param misuses everything that is wrong
 */
record Compiled(Map<Object, Built> plans, List<Misuse> misuses) {

    /** A plan and what it was made from. */
    record Built(Plan plan, Draft draft) {}

    @Nullable Plan plan(Object identity) {
        Built built = plans.get(identity);
        return built == null ? null : built.plan();
    }

    /** @throws io.selvedge.failures.MisuseException if there are misuses */
    Compiled checked() {
        Misuses told = new Misuses();
        told.addAll(misuses);
        told.check();
        return this;
    }

    static Misuses misuses(Collection<Compiled> all) {
        Misuses together = new Misuses();
        all.forEach(compiled -> together.addAll(compiled.misuses));
        return together;
    }
}
