package io.selvedge.it.concurrency.gates;

import io.selvedge.runtime.gate.Gate;
import io.selvedge.runtime.gate.Waiter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Permits with two bugs: who withdraws looks in one step whether it has been let in and leaves the line in another, and
 * so may take itself for withdrawn and keep a permit for ever; and who clears looks who is in line in one step and sends
 * them away in another, and so may send away one who has been let in.
 */
final class PlantedPermits implements Place {
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Guest> line = new ArrayDeque<>();
    private final int limit;
    private final int queue;
    private int used;

    PlantedPermits(int limit, int queue) {
        this.limit = limit;
        this.queue = queue;
    }

    @Override
    public Gate.Joined tryEnter(long callId) {
        lock.lock();
        try {
            if (used < limit) {
                used++;
                return Gate.Joined.ENTERED;
            }
            return line.size() < queue ? Gate.Joined.WAITING : Gate.Joined.FULL;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Gate.Joined join(Waiter waiter) {
        lock.lock();
        try {
            Gate.Joined joined = tryEnter(waiter.callId());
            if (joined == Gate.Joined.WAITING) {
                line.add((Guest) waiter);
            }
            return joined;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean withdraw(Waiter waiter) {
        if (((Guest) waiter).granted > 0) {
            return false;
        }
        lock.lock();
        try {
            line.remove(waiter);
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void leave() {
        lock.lock();
        try {
            if (used == 0) {
                throw new IllegalStateException();
            }
            Guest next = line.poll();
            if (next == null) {
                used--;
            } else {
                next.granted();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int clear() {
        List<Guest> all = inLine();
        lock.lock();
        try {
            line.clear();
        } finally {
            lock.unlock();
        }
        all.forEach(Guest::sentAway);
        return all.size();
    }

    private List<Guest> inLine() {
        lock.lock();
        try {
            return List.copyOf(line);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long seen() {
        return used;
    }
}
