package io.selvedge.it.concurrency.gates;

import io.selvedge.runtime.gate.Gate;
import io.selvedge.runtime.gate.Waiter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lane with a bug: who enters beside the holder looks who that is in one step and enters in another, and so may come
 * in beside somebody else.
 */
final class PlantedLane implements Place {
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Guest> line = new ArrayDeque<>();
    private final int queue;
    private volatile long holder;
    private int inside;

    PlantedLane(int queue) {
        this.queue = queue;
    }

    @Override
    public Gate.Joined tryEnter(long callId) {
        lock.lock();
        try {
            if (inside == 0) {
                holder = callId;
                inside = 1;
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
        lock.lock();
        try {
            return line.remove(waiter);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void leave() {
        lock.lock();
        try {
            if (inside == 0) {
                throw new IllegalStateException();
            }
            inside--;
            if (inside == 0) {
                passOn(line.poll());
            }
        } finally {
            lock.unlock();
        }
    }

    private void passOn(Guest next) {
        holder = next == null ? 0 : next.callId();
        if (next != null) {
            inside = 1;
            next.granted();
        }
    }

    @Override
    public boolean enterBeside(long callId) {
        if (callId == 0 || holder != callId) {
            return false;
        }
        lock.lock();
        try {
            inside++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long seen() {
        return holder;
    }
}
