package io.selvedge.runtime.compile;

import io.selvedge.annotations.Spreads;
import io.selvedge.failures.MisuseException;
import io.selvedge.runtime.drive.Environment;
import io.selvedge.runtime.drive.Plan;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Switch;
import io.selvedge.runtime.record.Recorder;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * Turns annotations into plans, a class at a time, and remembers them.
 *
 * <p>A class is read when the first of its methods is asked for, or ahead of time by {@link #check}. Nothing is built
 * for it unless all of it is right; what is wrong is told again each time.
 *
 * <p>Thread-safe, and holds no lock while it works: two threads that come to the same class at once both read it, and the plans
 * of one are used by both. So rooms, recorders and class initialisers may call whatever they like.
 */
public final class PlanCompiler {
    private static final String UNWOVEN =
            "Policies are written, but nothing was woven that would carry them out. Weave the class after javac (aspectj-maven-plugin, with selvedge-runtime as aspect library), or when it is loaded (-javaagent:aspectjweaver.jar, and an aop.xml that includes it).";

    private final Workshop workshop;
    private final ConcurrentMap<Class<?>, Compiled> classes = new ConcurrentHashMap<>();
    private final ConcurrentMap<Lambda, Compiled> lambdas = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Meaning> names = new ConcurrentHashMap<>();

    /** What a name stands for; blocking calls and stages under it share one state. */
    private record Meaning(Class<? extends Annotation> bundle, Brought brought) {
        @Override
        public String toString() {
            return "@" + bundle.getName() + " " + brought;
        }
    }

    private record Lambda(String name, Meaning meaning, boolean stage) {}

    /**
     * A compiler that knows nothing yet.
     *
     * @param rooms outermost first
     * @param recorder asked for handles while plans are made
     * @throws MisuseException if two rooms share a name or an annotation, or an annotation is not marked
     *     {@code @Policy} or not kept at run time
     */
    public PlanCompiler(List<Room<?, ?>> rooms, Environment environment, Recorder recorder) {
        this.workshop = Workshop.of(rooms, environment, recorder);
    }

    /**
     * The methods declared in this class for which a plan is due, by annotations on them, on the class, or in bundles
     * on either; in a stable order.
     *
     * <p>Without abstract and native methods, and without what compilers and weavers make: bridges, synthetic methods,
     * lambda bodies. An annotation on a record covers its accessors also where nobody wrote them, since nothing in a
     * class file tells them apart.
     */
    public List<Method> guarded(Class<?> type) {
        Annotated onClass = workshop.bundles().on(type);
        return Coverage.members(type).stream()
                .filter(method -> guards(method, onClass))
                .toList();
    }

    /** Whether {@link #guarded} has it. */
    public boolean guards(Method method) {
        return Coverage.written(method) && guards(method, workshop.bundles().on(method.getDeclaringClass()));
    }

    private boolean guards(Method method, Annotated onClass) {
        return Coverage.hasBody(method)
                && (!workshop.bundles().on(method).policies().isEmpty()
                        || Coverage.byClass(method) && !onClass.policies().isEmpty());
    }

    /** Whether it has a policy that only woven code can serve, since it may run the method with other arguments. */
    public static boolean needsWeaving(Method method) {
        Bundles bundles = new Bundles();
        List<Written> onClass = Coverage.byClass(method)
                ? bundles.on(method.getDeclaringClass()).policies()
                : List.of();
        return Stream.concat(bundles.on(method).policies().stream(), onClass.stream())
                .anyMatch(policy -> policy.type().isAnnotationPresent(Spreads.class));
    }

    /**
     * The method's plan, the same one each time.
     *
     * @throws MisuseException with everything that is wrong in the class that declares the method, or if no policy
     *     guards the method
     */
    public Plan plan(Method method) {
        Plan plan = compiled(method.getDeclaringClass()).checked().plan(method);
        if (plan == null) {
            throw Misuses.one(
                    Names.place(method),
                    "No policy can be seen on the method at run time, so there is nothing to do for it. If one stands in a bundle, the bundle is lost in compilation. Put @Retention(RetentionPolicy.RUNTIME) on the bundle.");
        }
        return plan;
    }

    /**
     * Compiles everything in these classes.
     *
     * @throws MisuseException with everything that is wrong in any of them, in the order of their names
     */
    public void check(Collection<Class<?>> types) {
        Compiled.misuses(compiled(types)).check();
    }

    /**
     * Compiles everything in these classes, and looks for guarded methods that were not woven.
     *
     * @throws MisuseException as {@link #check}, those methods included
     */
    public void checkWoven(Collection<Class<?>> types) {
        List<Compiled> all = compiled(types);
        Misuses misuses = Compiled.misuses(all);
        for (Compiled compiled : all) {
            for (Method method : compiled.unwoven()) {
                String place = method.getDeclaringClass().getName();
                misuses.add(new Misuse(place, UNWOVEN, Names.signature(method), null));
            }
        }
        misuses.check();
    }

    private List<Compiled> compiled(Collection<Class<?>> types) {
        List<Class<?>> sorted = new ArrayList<>(new LinkedHashSet<>(types));
        sorted.sort((one, other) -> one.getName().compareTo(other.getName()));
        List<Compiled> all = new ArrayList<>(sorted.size());
        for (Class<?> type : sorted) {
            all.add(compiled(type));
        }
        return all;
    }

    private Compiled compiled(Class<?> type) {
        Compiled known = classes.get(type);
        return known != null
                ? known
                : kept(classes, type, workshop.compilation().of(type));
    }

    private <K> Compiled kept(ConcurrentMap<K, Compiled> map, K key, Compiled fresh) {
        Compiled first = workshop.pauses().list(fresh.all(), () -> map.putIfAbsent(key, fresh));
        if (first == null) {
            workshop.watchers().show(fresh);
        }
        return first == null ? fresh : first;
    }

    /**
     * The plan of lambdas under a name, the same one each time. The plans for blocking calls and for stages under one
     * name share their policies.
     *
     * @param bundle carries the policies, always the same ones for one name
     * @param stage whether the lambdas return stages
     * @param brought what calls bring besides the lambda, always the same for one name
     * @throws MisuseException with everything that is wrong with the bundle in this place, or if the name already
     *     stands for something else
     */
    public Plan plan(String name, Class<? extends Annotation> bundle, boolean stage, Brought brought) {
        Subject subject = Subject.of(name, bundle, stage);
        Lambda lambda = new Lambda(name, meaning(subject, new Meaning(bundle, brought)), stage);
        Compiled known = lambdas.get(lambda);
        Compiled compiled = known != null
                ? known
                : kept(lambdas, lambda, workshop.compilation().of(subject, bundle, brought));
        return Objects.requireNonNull(compiled.checked().plan(subject.identity()));
    }

    private Meaning meaning(Subject subject, Meaning meaning) {
        Meaning first = names.putIfAbsent(subject.name(), meaning);
        if (first != null && !first.equals(meaning)) {
            throw Misuses.one(
                    subject.place(),
                    "The name is wanted for %s, but stands for %s already. A name stands for one state. Use another name, and give policies that both are to share a name of their own."
                            .formatted(meaning, first));
        }
        return meaning;
    }

    /** All plans that anybody has, by their targets' names. */
    public List<Plan> plans() {
        return built().map(Compiled.Built::plan)
                .sorted(Comparator.comparing(plan -> plan.target().name()))
                .toList();
    }

    private Stream<Compiled.Built> built() {
        return Stream.of(classes, lambdas)
                .flatMap(map -> map.values().stream())
                .flatMap(compiled -> compiled.plans().values().stream());
    }

    /**
     * Tells one more recorder what happens from now on, at all plans that there are and will be.
     *
     * @param recorder asked for handles at once; closed by {@link #close}, unless it has left
     */
    public void watch(Recorder recorder) {
        Watchers.Watcher watcher = workshop.watchers().add(recorder);
        workshop.instances().all().forEach(watcher::see);
        plans().forEach(watcher::see);
    }

    /** Tells that recorder nothing any more, and does not close it. */
    public void unwatch(Recorder recorder) {
        workshop.watchers().remove(recorder);
    }

    /**
     * A switch that pauses a live policy.
     *
     * @param instance its shared name, or its method's
     * @param changed told when calls are to ask for their plans anew
     * @throws IllegalArgumentException if there is no such policy, or it must not be paused
     */
    public Switch mode(String room, String instance, Runnable changed) {
        return workshop.pauses().of(workshop.instances().pausable(room, instance), this::plans, changed);
    }

    /**
     * The settings of a plan's policies, outermost first, with those that nobody wrote.
     *
     * @throws IllegalArgumentException if the plan is not of this compiler
     */
    public List<Setting> settings(Plan plan) {
        return draft(plan).parts().stream()
                .flatMap(part -> Setting.of(part).stream())
                .toList();
    }

    /**
     * The plan in prose: the chain, outermost first, each policy as it is written, where, and why it stands where it
     * does, with the defaults that hold for what is not written.
     *
     * @throws IllegalArgumentException if the plan is not of this compiler
     */
    public String explain(Plan plan) {
        return new Explanation(plan, draft(plan)).text();
    }

    private Draft draft(Plan plan) {
        return built().filter(built -> built.plan() == plan)
                .map(Compiled.Built::draft)
                .findAny()
                .orElseThrow(() ->
                        new IllegalArgumentException("The plan of " + plan.target() + " is none of this engine."));
    }

    /** The live policies of that name which are of that type too. */
    public <T> List<T> controls(Class<T> type, String instance) {
        return workshop.instances().controls(type, instance);
    }

    /** The names of the live policies of that type: shared names, and the targets of the others. Sorted. */
    public List<String> instances(Class<?> type) {
        return workshop.instances().names(type);
    }

    /** Forgets everything. Plans that were handed out go on working. */
    public void close() {
        workshop.watchers().close();
        classes.clear();
        lambdas.clear();
        names.clear();
        workshop.close();
    }
}
