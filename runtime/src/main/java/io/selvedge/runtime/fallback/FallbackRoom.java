package io.selvedge.runtime.fallback;

import io.selvedge.annotations.Fallback;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/** The room of {@link Fallback}. Stateless. */
public final class FallbackRoom implements Room<Fallback, FallbackConfig> {

    @Override
    public String name() {
        return "fallback";
    }

    @Override
    public Class<Fallback> annotation() {
        return Fallback.class;
    }

    @Override
    public FallbackConfig configure(Fallback annotation, Site site) {
        return FallbackConfig.from(annotation);
    }

    @Override
    public String reason() {
        return "answers for everything behind it";
    }

    @Override
    public Policy open(FallbackConfig config, Site site) {
        return new FallbackPolicy(
                config, isTheAnswer(config, site) ? List.of() : Candidates.find(config.method(), site));
    }

    /** On a class the annotation also reaches the method that it names, if that is public; it has no other to go to. */
    private static boolean isTheAnswer(FallbackConfig config, Site site) {
        Method guarded = site.target().method();
        return guarded != null && guarded.getName().equals(config.method()) && !isOnMethod(guarded);
    }

    private static boolean isOnMethod(Method guarded) {
        return guarded.isAnnotationPresent(Fallback.class)
                || Arrays.stream(guarded.getAnnotations())
                        .map(Annotation::annotationType)
                        .anyMatch(bundle -> bundle.isAnnotationPresent(Fallback.class));
    }
}
