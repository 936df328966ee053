package io.selvedge.runtime.compile;

import io.selvedge.runtime.drive.Plan;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Switch;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The policies that operators have paused, which every plan is told of before anybody has it.
 *
 * <p>Thread-safe. The lock is held while plans change, and while new ones are listed: so a policy is paused in all plans
 * that there are and in all that come. No code of users runs under it.
 */
final class Pauses {
    private static final String ACTIVE = "active";
    private static final String PAUSED = "paused";

    private final ReentrantLock lock;
    private final Set<Policy> paused = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param lock held by whoever changes a plan */
    Pauses(ReentrantLock lock) {
        this.lock = lock;
    }

    /** Shows plans that nobody has yet, and has them listed where {@link #turn} will find them. */
    <T> T list(Collection<Plan> fresh, Supplier<T> list) {
        lock.lock();
        try {
            if (!paused.isEmpty()) {
                fresh.forEach(plan -> plan.passOver(paused::contains));
            }
            return list.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * A switch that pauses a live policy.
     *
     * @param plans all that are listed
     * @param changed told when calls are to ask for their plans anew
     */
    Switch of(Policy policy, Supplier<? extends Collection<Plan>> plans, Runnable changed) {
        return new Switch(
                Switch.MODE,
                "Whether calls pass this policy over: those that begin from then on, not those that are under way",
                List.of(ACTIVE, PAUSED),
                () -> isPaused(policy) ? PAUSED : ACTIVE,
                mode -> {
                    turn(policy, mode.equals(PAUSED), plans);
                    changed.run();
                });
    }

    private boolean isPaused(Policy policy) {
        lock.lock();
        try {
            return paused.contains(policy);
        } finally {
            lock.unlock();
        }
    }

    private void turn(Policy policy, boolean pause, Supplier<? extends Collection<Plan>> plans) {
        lock.lock();
        try {
            boolean other = pause ? paused.add(policy) : paused.remove(policy);
            if (other) {
                plans.get().forEach(plan -> plan.passOver(paused::contains));
            }
        } finally {
            lock.unlock();
        }
    }
}
