package io.selvedge.benchmarks.peers;

import io.micrometer.core.annotation.Timed;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.benchmarks.Work;
import java.util.Map;

/** Micrometer's own TimedAspect, woven at compile time. */
public final class MicrometerTimed implements Peer {

    static class Service {
        private final Work work = new Work();

        @Timed("calls")
        Object timed() {
            return work.run();
        }
    }

    @Override
    public Map<Scenario, Call> calls() {
        Metrics.addRegistry(new SimpleMeterRegistry());
        Service service = new Service();
        return Map.of(Scenario.TIMED, service::timed);
    }
}
