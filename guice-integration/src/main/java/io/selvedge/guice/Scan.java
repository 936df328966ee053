package io.selvedge.guice;

import com.google.inject.spi.Message;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.record.Recorder;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * The classes that an injector brings, and what is wrong with them.
 *
 * <p>Thread-safe: {@code lock} guards all fields. Under it runs no code of the application but that of its own rooms.
 */
final class Scan {
    /*
     * An error about one class would keep Guice from looking at the classes that need it. So while Guice examines
     * bindings, classes are only met; after the last binding, all of them are judged together. Classes that come later
     * (just-in-time bindings, child injectors, what providers really return) are judged as they come.
     *
     * An engine of the module's own can start only when the injector can give it a MeterRegistry. Until then probes
     * stand in for it: engines without measurements, which serve classes only for as long as it takes to judge them.
     */
    private final Settings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Class<?>, Object> sources = new LinkedHashMap<>();
    private final Map<Method, String> outOfReach = new LinkedHashMap<>();
    private final Map<Class<?>, List<Message>> judged = new HashMap<>();
    private final Set<Class<?>> guarded = new LinkedHashSet<>();
    private Engine engine;
    private boolean ended;
    private boolean started;

    Scan(Settings settings) {
        this.settings = settings;
        this.engine = settings.shared() != null ? settings.shared() : probe(settings);
        settings.serving().forEach(type -> meet(type, SelvedgeModule.class));
    }

    private static Engine probe(Settings settings) {
        return Engine.start(settings.optionsOrStandard().withRecorder(Recorder.NONE));
    }

    /**
     * Takes note of a class, before the end.
     *
     * @param source where it is bound, or the class itself if nobody knows
     */
    void meet(Class<?> type, Object source) {
        locked(() ->
                ended ? source : sources.merge(type, source, (known, fresh) -> known instanceof Class ? fresh : known));
    }

    /**
     * Takes note of methods that were not woven and that Guice cannot intercept.
     *
     * @param methods each with what is in the way
     * @return what is to be told of them at once
     */
    List<Message> outOfReach(Map<Method, String> methods) {
        return locked(() -> {
            if (ended) {
                return Wording.outOfReach(methods).map(Message::new).stream().toList();
            }
            methods.forEach(outOfReach::putIfAbsent);
            return List.of();
        });
    }

    /** The methods with policies that objects of this class may run and that were not woven. */
    List<Method> unwoven(Class<?> type) {
        return locked(() -> Ancestry.of(type).stream()
                .flatMap(each -> Judgement.unwoven(engine, each).stream())
                .toList());
    }

    /** What is wrong with all classes that were met. From now on each class is judged as it comes. */
    List<Message> end() {
        return locked(() -> {
            servedByHand().forEach(this::outOfReach);
            ended = true;
            Map<Class<?>, Object> all = new LinkedHashMap<>();
            sources.forEach((type, source) -> Ancestry.of(type).forEach(each -> all.putIfAbsent(each, source)));
            all.keySet().forEach(type -> judged.put(type, List.of()));
            List<Message> problems = judge(all);
            Wording.outOfReach(outOfReach).map(Message::new).ifPresent(problems::add);
            sources.clear();
            outOfReach.clear();
            return problems;
        });
    }

    private Stream<Map<Method, String>> servedByHand() {
        return sources.entrySet().stream()
                .filter(met -> settings.unwoven() == Unwoven.INTERCEPT && met.getValue() == SelvedgeModule.class)
                .map(met -> Interception.notMade(
                        unwoven(met.getKey()),
                        "SelvedgeModule.serving names the class, but Guice makes no object of it"));
    }

    /** What is wrong with a class that comes now. Before the end, only takes note of it. */
    List<Message> come(Class<?> type) {
        return locked(() -> {
            if (!ended) {
                meet(type, type);
                return List.of();
            }
            if (engine.isClosed()) {
                return List.of();
            }
            return Ancestry.of(type).stream()
                    .flatMap(each -> judged.computeIfAbsent(each, fresh -> judge(Map.of(fresh, type))).stream())
                    .toList();
        });
    }

    private List<Message> judge(Map<Class<?>, Object> classes) {
        Engine shared = settings.shared();
        if (shared != null) {
            return judge(classes, shared, shared);
        }
        try (Engine probe = probe(settings)) {
            return judge(classes, started ? engine : probe, probe);
        }
    }

    private List<Message> judge(Map<Class<?>, Object> classes, Engine judge, Engine probe) {
        Judgement judgement = new Judgement(classes, judge);
        guarded.addAll(judgement.guarded());
        List<Message> problems = new ArrayList<>(judgement.misuses(judge, probe));
        Wording.rivals(judgement.rivals(judge)).map(Message::new).ifPresent(problems::add);
        notWoven(judgement.unwoven()).map(Message::new).ifPresent(problems::add);
        return problems;
    }

    private Optional<String> notWoven(List<Method> methods) {
        Optional<String> text = Wording.notWoven(methods);
        return switch (settings.unwoven()) {
            case FAIL -> text;
            case WARN -> {
                text.ifPresent(LoggerFactory.getLogger(SelvedgeModule.class)::warn);
                yield Optional.empty();
            }
            // Whether Guice reaches them depends on how it comes by the object.
            case INTERCEPT -> Optional.empty();
        };
    }

    /** Has this engine serve the classes: those that were met so far now, and others as they come. */
    void start(Engine fresh) {
        locked(() -> {
            fresh.serveEvenUnwoven(guarded);
            engine = fresh;
            started = true;
            return fresh;
        });
    }

    /** The classes with policies that were met so far. */
    Set<Class<?>> served() {
        return locked(() -> Set.copyOf(guarded));
    }

    private <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }
}
