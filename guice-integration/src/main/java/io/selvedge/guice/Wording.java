package io.selvedge.guice;

import io.selvedge.runtime.Engine;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is told of classes that cannot be served, in prose: the places, the rule and the fix. */
final class Wording {
    private static final String AFTER_JAVAC =
            "after javac (aspectj-maven-plugin, with selvedge-runtime as aspect library)";

    private Wording() {}

    static Optional<String> notWoven(Collection<Method> methods) {
        return told(
                methods.stream().map(Wording::place),
                "A method carries policies but was not woven, so nothing would carry them out:",
                "%d methods carry policies but were not woven, so nothing would carry them out:",
                howToWeave(methods, Agent.isRunning())
                        + " Or let Guice serve what it can reach: new SelvedgeModule().unwoven(Unwoven.INTERCEPT).");
    }

    /** @param methods each with what is in the way */
    static Optional<String> outOfReach(Map<Method, String> methods) {
        return told(
                methods.entrySet().stream().map(method -> place(method.getKey()) + ": " + method.getValue()),
                "A method carries policies but was not woven and is out of Guice's reach, so nothing would carry them out:",
                "%d methods carry policies but were not woven and are out of Guice's reach, so nothing would carry them out:",
                howToWeave(methods.keySet(), Agent.isRunning()) + " Or clear what is in the way.");
    }

    static String howToWeave(Collection<Method> methods, boolean agent) {
        return agent
                ? "AspectJ's agent is running, but an aop.xml leaves their classes out, or they were loaded before the agent was, or their class loader does not see the META-INF/aop.xml of selvedge-runtime. Name their packages in an aop.xml (%s), or weave them %s."
                        .formatted(includes(methods), AFTER_JAVAC)
                : "Weave their classes %s, or when they are loaded (-javaagent:aspectjweaver.jar)."
                        .formatted(AFTER_JAVAC);
    }

    private static String includes(Collection<Method> methods) {
        return methods.stream()
                .map(method -> "<include within=\"" + method.getDeclaringClass().getPackageName() + "..*\"/>")
                .distinct()
                .sorted()
                .collect(Collectors.joining());
    }

    static Optional<String> rivals(Map<Class<?>, Engine> rivals) {
        return told(
                rivals.entrySet().stream()
                        .map(rival -> "%s, by engine \"%s\""
                                .formatted(
                                        rival.getKey().getName(),
                                        rival.getValue().name())),
                "A class is already served by another open engine, and woven code has one engine for each class:",
                "%d classes are already served by another open engine, and woven code has one engine for each class:",
                "Close that engine first (if another injector started it: injector.getInstance(Selvedge.class).close()), or have both injectors share one: new SelvedgeModule().engine(engine).");
    }

    private static Optional<String> told(Stream<String> cases, String one, String many, String fix) {
        List<String> lines = cases.sorted().toList();
        String heading = lines.size() == 1 ? one : many.formatted(lines.size());
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(heading + "\n  " + String.join("\n  ", lines) + "\n" + fix);
    }

    private static String place(Method method) {
        return Stream.of(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(
                        ", ", method.getDeclaringClass().getName() + "." + method.getName() + "(", ")"));
    }
}
