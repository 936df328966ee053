package io.selvedge.runtime.time;

/** A thread that does nothing when it is started: actors do its work. */
final class SleepyThread extends Thread {
    SleepyThread() {
        super(null, null, "sleepy", 0, false);
    }

    @Override
    public void start() {}
}
