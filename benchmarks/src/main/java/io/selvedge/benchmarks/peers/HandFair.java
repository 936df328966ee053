package io.selvedge.benchmarks.peers;

import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.benchmarks.Work;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/** Limits by hand that are handed over in the order of arrival, as Selvedge's are, and let nobody jump the queue. */
public final class HandFair implements Peer {
    private final Work work = new Work();
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Semaphore one = new Semaphore(1, true);

    @Override
    public Map<Scenario, Call> calls() {
        return Map.of(Scenario.SERIALIZED, this::serialized, Scenario.QUEUED, () -> queued(one, work));
    }

    private Object serialized() {
        lock.lock();
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    static Object queued(Semaphore semaphore, Work work) throws InterruptedException {
        semaphore.acquire();
        try {
            return work.run();
        } finally {
            semaphore.release();
        }
    }
}
