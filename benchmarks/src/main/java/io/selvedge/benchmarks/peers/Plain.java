package io.selvedge.benchmarks.peers;

import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.benchmarks.Work;
import java.util.Map;

/** No guard at all. */
public final class Plain implements Peer {
    private final Work work = new Work();

    @Override
    public Map<Scenario, Call> calls() {
        return Map.of(Scenario.RETRY, work::run, Scenario.FALLBACK, work::run);
    }
}
