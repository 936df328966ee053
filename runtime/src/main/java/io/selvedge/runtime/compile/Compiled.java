package io.selvedge.runtime.compile;

import io.selvedge.runtime.drive.Plan;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a class, or of lambdas under a name: plans, or misuses.
 *
 * @param plans by {@link Subject#identity()}; empty if there are misuses
 * @param misuses everything that is wrong
 * @param unwoven the guarded methods on which no weaver has left its mark, whether or not something is wrong
 */
record Compiled(Map<Object, Built> plans, List<Misuse> misuses, List<Method> unwoven) {

    /** A plan and what it was made from. */
    record Built(Plan plan, Draft draft) {}

    static Compiled of(List<Built> plans, List<Method> unwoven) {
        Map<Object, Built> byIdentity = new HashMap<>();
        for (Built built : plans) {
            byIdentity.put(built.draft().subject().identity(), built);
        }
        return new Compiled(Map.copyOf(byIdentity), List.of(), unwoven);
    }

    @Nullable Plan plan(Object identity) {
        Built built = plans.get(identity);
        return built == null ? null : built.plan();
    }

    List<Plan> all() {
        List<Plan> all = new ArrayList<>(plans.size());
        for (Built built : plans.values()) {
            all.add(built.plan());
        }
        return all;
    }

    /** @throws io.selvedge.failures.MisuseException if there are misuses */
    Compiled checked() {
        if (!misuses.isEmpty()) {
            misuses(List.of(this)).check();
        }
        return this;
    }

    static Misuses misuses(Collection<Compiled> all) {
        Misuses together = new Misuses();
        all.forEach(compiled -> together.addAll(compiled.misuses));
        return together;
    }
}
