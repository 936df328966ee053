package io.selvedge.runtime.fanout;

import io.selvedge.annotations.FanOut;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Problems;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;
import java.lang.reflect.Method;

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
            checkLambda(annotation, problems);
        } else {
            new Form(annotation, method, site.target().returnsStage(), problems).check();
        }
        problems.check();
        return FanOutConfig.from(annotation);
    }

    private static void checkLambda(FanOut annotation, Problems problems) {
        problems.require(
                annotation.branches().length == 0,
                "branches",
                annotation.branches(),
                "names methods, and a lambda has no class to look them up in",
                "Leave branches out, or use a method");
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
