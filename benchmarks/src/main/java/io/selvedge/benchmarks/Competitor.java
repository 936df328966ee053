package io.selvedge.benchmarks;

import io.selvedge.benchmarks.peers.FailsafeLibrary;
import io.selvedge.benchmarks.peers.Futures;
import io.selvedge.benchmarks.peers.GuiceIntercepted;
import io.selvedge.benchmarks.peers.Hand;
import io.selvedge.benchmarks.peers.HandBulk;
import io.selvedge.benchmarks.peers.HandFair;
import io.selvedge.benchmarks.peers.HandStages;
import io.selvedge.benchmarks.peers.InvokeAll;
import io.selvedge.benchmarks.peers.Jcabi;
import io.selvedge.benchmarks.peers.LambdaBulk;
import io.selvedge.benchmarks.peers.Lambdas;
import io.selvedge.benchmarks.peers.LoadTimeWoven;
import io.selvedge.benchmarks.peers.MicrometerTimed;
import io.selvedge.benchmarks.peers.MillionLimits;
import io.selvedge.benchmarks.peers.Plain;
import io.selvedge.benchmarks.peers.Resilience4j;
import io.selvedge.benchmarks.peers.Resilience4jPool;
import io.selvedge.benchmarks.peers.Resilience4jSpring;
import io.selvedge.benchmarks.peers.Resilience4jStages;
import io.selvedge.benchmarks.peers.Resilience4jWithoutTimeout;
import io.selvedge.benchmarks.peers.SmallRye;
import io.selvedge.benchmarks.peers.SmallRyeWeld;
import io.selvedge.benchmarks.peers.SpringMethods;
import io.selvedge.benchmarks.peers.Timers;
import io.selvedge.benchmarks.peers.VirtualThreads;
import io.selvedge.benchmarks.peers.Woven;
import io.selvedge.benchmarks.peers.WovenBulk;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Who takes part, in the order of the tables. */
public enum Competitor {
    PLAIN("unguarded", Plain::new),
    HAND("**hand-written**", Hand::new, HandStages::new, HandBulk::new, () -> new MillionLimits(Timers.wheel())),
    HAND_FAIR("hand-written, first come, first served", HandFair::new),
    SELVEDGE("**Selvedge, woven**", Woven::new, WovenBulk::new, () -> new MillionLimits(Timers.selvedge())),
    SELVEDGE_LOAD_TIME("Selvedge, woven at load time", LoadTimeWoven::new),
    SELVEDGE_GUICE("Selvedge, intercepted by Guice", GuiceIntercepted::new),
    SELVEDGE_LAMBDA("Selvedge, lambda", Lambdas::new, LambdaBulk::new),
    RESILIENCE4J("Resilience4j", Resilience4j::new, Resilience4jStages::new, Resilience4jPool::new),
    RESILIENCE4J_NO_TIMEOUT("Resilience4j without time limit", Resilience4jWithoutTimeout::new),
    RESILIENCE4J_SPRING(
            "Resilience4j annotations, Spring AOP, blocking ones without time limit", Resilience4jSpring::new),
    FAILSAFE("Failsafe", FailsafeLibrary::new),
    SMALLRYE("SmallRye guard", SmallRye::new),
    SMALLRYE_WELD("SmallRye annotations, Weld", SmallRyeWeld::new),
    SPRING("Spring 7 annotations", SpringMethods::new),
    JCABI("jcabi-aspects, woven", Jcabi::new),
    MICROMETER_TIMED("Micrometer TimedAspect, woven", MicrometerTimed::new),
    INVOKE_ALL("JDK, a task for each element: invokeAll", InvokeAll::new),
    FUTURES("JDK, a CompletableFuture for each element", Futures::new),
    VIRTUAL_THREADS("JDK, a virtual thread for each element", VirtualThreads::new),
    SCHEDULED("JDK, ScheduledThreadPoolExecutor that removes on cancel", () -> new MillionLimits(Timers.scheduled()));

    private final String title;
    private final List<Supplier<Peer>> makers;

    @SafeVarargs
    @SuppressWarnings("varargs")
    Competitor(String title, Supplier<Peer>... makers) {
        this.title = title;
        this.makers = List.of(makers);
    }

    public String title() {
        return title;
    }

    /** Starts whatever it needs, and answers what it can do. */
    public Map<Scenario, Call> calls() throws Exception {
        Map<Scenario, Call> calls = new EnumMap<>(Scenario.class);
        for (Supplier<Peer> maker : makers) {
            calls.putAll(maker.get().calls());
        }
        return calls;
    }
}
