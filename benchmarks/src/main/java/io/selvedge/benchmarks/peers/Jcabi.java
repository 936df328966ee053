package io.selvedge.benchmarks.peers;

import com.jcabi.aspects.RetryOnFailure;
import com.jcabi.aspects.Timeable;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.benchmarks.Work;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** jcabi-aspects, woven at compile time. Knows retry and time limit only; a call's end within the limit is all it asks. */
public final class Jcabi implements Peer {

    static class Service {
        private final Work work = new Work();

        @RetryOnFailure(attempts = 4, delay = 0, verbose = false)
        Object retry() {
            return work.run();
        }

        @RetryOnFailure(attempts = 4, delay = 0, verbose = false)
        Object failsTwice() {
            return work.failTwice();
        }

        @Timeable(limit = 1, unit = TimeUnit.SECONDS)
        Object timeout() {
            return work.run();
        }
    }

    @Override
    public Map<Scenario, Call> calls() {
        Service service = new Service();
        return Map.of(
                Scenario.RETRY, service::retry,
                Scenario.FAILS_TWICE, service::failsTwice,
                Scenario.TIMEOUT, service::timeout);
    }
}
