package io.selvedge.runtime.compile;

import io.selvedge.runtime.drive.Plan;
import io.selvedge.runtime.drive.Stage;
import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.Recorder;
import io.selvedge.runtime.record.StageRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The recorders that came when the engine had begun, and what each has been shown.
 *
 * <p>Thread-safe. Whoever makes a plan first lists it and then shows it here; whoever comes to watch is first listed
 * here and then shows himself all plans. So one of them sees the other, and if both do, the second changes nothing. The
 * lock is held while handles are exchanged, never while a recorder is asked for one.
 */
final class Watchers {
    private final ReentrantLock lock;
    private final List<Watcher> all = new CopyOnWriteArrayList<>();

    /** @param lock held by whoever changes a plan */
    Watchers(ReentrantLock lock) {
        this.lock = lock;
    }

    Watcher add(Recorder recorder) {
        Watcher watcher = new Watcher(recorder);
        all.add(watcher);
        return watcher;
    }

    void remove(Recorder recorder) {
        all.stream().filter(watcher -> watcher.recorder == recorder).forEach(Watcher::leave);
        all.removeIf(watcher -> watcher.recorder == recorder);
    }

    void show(Compiled compiled) {
        for (Watcher watcher : all) {
            compiled.all().forEach(watcher::see);
        }
    }

    void show(Instances.Live live) {
        for (Watcher watcher : all) {
            watcher.see(live);
        }
    }

    void close() {
        all.forEach(watcher -> watcher.recorder.close());
        all.forEach(watcher -> remove(watcher.recorder));
    }

    final class Watcher {
        private final Recorder recorder;
        private final Set<Object> seen = ConcurrentHashMap.newKeySet();
        private final List<Runnable> undo = new ArrayList<>();
        private boolean gone;

        private Watcher(Recorder recorder) {
            this.recorder = recorder;
        }

        void see(Instances.Live live) {
            if (seen.add(live)) {
                recorder.instance(live.room(), live.name(), live.policy());
            }
        }

        void see(Plan plan) {
            if (seen.add(plan)) {
                CallRecorder calls = recorder.calls(plan.target());
                exchange(() -> plan.record(now -> now.and(calls)), () -> plan.record(now -> now.without(calls)));
                plan.stages().forEach(stage -> see(plan, stage));
            }
        }

        private void see(Plan plan, Stage stage) {
            StageRecorder events = recorder.stage(plan.target(), stage.room());
            exchange(
                    () -> plan.record(stage, now -> now.and(events)),
                    () -> plan.record(stage, now -> now.without(events)));
        }

        private void exchange(Runnable step, Runnable back) {
            lock.lock();
            try {
                if (!gone) {
                    step.run();
                    undo.add(back);
                }
            } finally {
                lock.unlock();
            }
        }

        private void leave() {
            lock.lock();
            try {
                gone = true;
                undo.forEach(Runnable::run);
                undo.clear();
            } finally {
                lock.unlock();
            }
        }
    }
}
