package io.selvedge.benchmarks;

import java.util.Map;

/** One way to guard calls: for each kind of work that it can do, a call that is guarded so. */
@FunctionalInterface
public interface Peer {
    Map<Scenario, Call> calls() throws Exception;
}
