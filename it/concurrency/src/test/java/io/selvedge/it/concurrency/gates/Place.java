package io.selvedge.it.concurrency.gates;

import io.selvedge.runtime.gate.Gate;
import io.selvedge.runtime.gate.Lane;
import io.selvedge.runtime.gate.Permits;
import io.selvedge.runtime.gate.Waiter;

/** A gate as the tests see it: the real ones, their twins with a bug, and the sequential ones that say what is right. */
interface Place {
    Gate.Joined tryEnter(long callId);

    Gate.Joined join(Waiter waiter);

    boolean withdraw(Waiter waiter);

    void leave();

    /** Permits in use, or the holder of the lane. */
    long seen();

    default boolean enterBeside(long callId) {
        throw new UnsupportedOperationException();
    }

    default void resize(int limit) {
        throw new UnsupportedOperationException();
    }

    /** Sends away all who wait; how many. */
    default int clear() {
        throw new UnsupportedOperationException();
    }

    default boolean retire() {
        throw new UnsupportedOperationException();
    }

    /** A waiter that counts how often it was let in and sent away. */
    final class Guest extends Waiter {
        volatile int granted;
        volatile int refused;

        Guest(long callId) {
            super(callId);
        }

        @Override
        protected void granted() {
            int before = granted;
            granted = before + 1;
        }

        @Override
        protected void sentAway() {
            int before = refused;
            refused = before + 1;
        }
    }

    static Place permits(int limit, int queue) {
        Permits permits = new Permits(limit, queue);
        return new Place() {
            @Override
            public Gate.Joined tryEnter(long callId) {
                return permits.tryEnter();
            }

            @Override
            public Gate.Joined join(Waiter waiter) {
                return permits.join(waiter);
            }

            @Override
            public boolean withdraw(Waiter waiter) {
                return permits.withdraw(waiter);
            }

            @Override
            public void leave() {
                permits.leave();
            }

            @Override
            public long seen() {
                return permits.used();
            }

            @Override
            public void resize(int limit) {
                permits.resize(limit, permits.queue());
            }

            @Override
            public int clear() {
                return permits.clear();
            }

            @Override
            public boolean retire() {
                return permits.retire();
            }
        };
    }

    static Place lane(int queue) {
        Lane lane = new Lane(queue);
        return new Place() {
            @Override
            public Gate.Joined tryEnter(long callId) {
                return lane.tryEnter(callId);
            }

            @Override
            public Gate.Joined join(Waiter waiter) {
                return lane.join(waiter);
            }

            @Override
            public boolean withdraw(Waiter waiter) {
                return lane.withdraw(waiter);
            }

            @Override
            public void leave() {
                lane.leave();
            }

            @Override
            public long seen() {
                return lane.holder();
            }

            @Override
            public boolean enterBeside(long callId) {
                return lane.enterBeside(callId);
            }

            @Override
            public int clear() {
                return lane.clear();
            }

            @Override
            public boolean retire() {
                return lane.retire();
            }
        };
    }
}
