package io.selvedge.benchmarks;

import io.selvedge.benchmarks.peers.FailsafeLibrary;
import io.selvedge.benchmarks.peers.GuiceIntercepted;
import io.selvedge.benchmarks.peers.Hand;
import io.selvedge.benchmarks.peers.Jcabi;
import io.selvedge.benchmarks.peers.Lambdas;
import io.selvedge.benchmarks.peers.LoadTimeWoven;
import io.selvedge.benchmarks.peers.MicrometerTimed;
import io.selvedge.benchmarks.peers.Plain;
import io.selvedge.benchmarks.peers.Resilience4j;
import io.selvedge.benchmarks.peers.Resilience4jSpring;
import io.selvedge.benchmarks.peers.Resilience4jWithoutTimeout;
import io.selvedge.benchmarks.peers.SmallRye;
import io.selvedge.benchmarks.peers.SmallRyeWeld;
import io.selvedge.benchmarks.peers.SpringMethods;
import io.selvedge.benchmarks.peers.Woven;
import java.util.Map;
import java.util.function.Supplier;

/** Who takes part, in the order of the tables. */
public enum Competitor {
    PLAIN("unguarded", Plain::new),
    HAND("**hand-written**", Hand::new),
    SELVEDGE("**Selvedge, woven**", Woven::new),
    SELVEDGE_LOAD_TIME("Selvedge, woven at load time", LoadTimeWoven::new),
    SELVEDGE_GUICE("Selvedge, intercepted by Guice", GuiceIntercepted::new),
    SELVEDGE_LAMBDA("Selvedge, lambda", Lambdas::new),
    RESILIENCE4J("Resilience4j", Resilience4j::new),
    RESILIENCE4J_NO_TIMEOUT("Resilience4j without time limit", Resilience4jWithoutTimeout::new),
    RESILIENCE4J_SPRING("Resilience4j annotations, Spring AOP, without time limit", Resilience4jSpring::new),
    FAILSAFE("Failsafe", FailsafeLibrary::new),
    SMALLRYE("SmallRye guard", SmallRye::new),
    SMALLRYE_WELD("SmallRye annotations, Weld", SmallRyeWeld::new),
    SPRING("Spring 7 annotations", SpringMethods::new),
    JCABI("jcabi-aspects, woven", Jcabi::new),
    MICROMETER_TIMED("Micrometer TimedAspect, woven", MicrometerTimed::new);

    private final String title;
    private final Supplier<Peer> maker;

    Competitor(String title, Supplier<Peer> maker) {
        this.title = title;
        this.maker = maker;
    }

    public String title() {
        return title;
    }

    /** Starts whatever it needs, and answers what it can do. */
    public Map<Scenario, Call> calls() throws Exception {
        return maker.get().calls();
    }
}
