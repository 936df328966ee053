package io.selvedge.runtime.fanout;

import io.selvedge.annotations.Each;
import io.selvedge.annotations.FanOut;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Problems;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;

/** The room of {@link FanOut}. Stateless. */
public final class FanOutRoom implements Room<FanOut, FanOutConfig> {

    @Override
    public String name() {
        return "fan_out";
    }

    @Override
    public Class<FanOut> annotation() {
        return FanOut.class;
    }

    @Override
    public FanOutConfig configure(FanOut annotation, Site site) {
        Problems problems = new Problems("FanOut");
        FanOutConfig.check(problems, annotation);
        Method method = site.target().method();
        if (method == null) {
            checkLambda(annotation, site.target().bringsElements(), problems);
        } else {
            new Form(annotation, method, site.target().returnsStage(), problems).check();
        }
        problems.check();
        return FanOutConfig.from(annotation);
    }

    private static void checkLambda(FanOut annotation, boolean bringsElements, Problems problems) {
        if (!bringsElements) {
            problems.add(
                    "@FanOut has nothing to spread over: calls of this guard bring a lambda and no elements. Use engine.fanOut(name, bundle).");
        }
        problems.require(
                annotation.branches().length == 0,
                "branches",
                List.of(annotation.branches()),
                "names methods, and a lambda has no class to look them up in",
                "Leave branches out, or use a method");
    }

    @Override
    public List<Class<? extends Annotation>> marks() {
        return List.of(Each.class);
    }

    @Override
    public String reason() {
        return "each element is a call of its own";
    }

    @Override
    public Policy open(FanOutConfig config, Site site) {
        return new FanOutPolicy(config, site);
    }
}
