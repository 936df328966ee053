package io.selvedge.runtime.jfr;

import io.selvedge.runtime.record.Recorder;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/**
 * Has an engine tell JDK Flight Recorder what happens for as long as a recording runs that wants to know, and nothing
 * otherwise.
 *
 * <p>Thread-safe: {@code LOCK} guards everything.
 */
public final class Flight implements AutoCloseable {
    /*
     * Recorders are asked to the engine when a recording starts and sent away when the last one stops, so that a process
     * in which nobody records runs the code that it would run without any of this. What decides is whether an event is
     * enabled, not who started the recording or how: jcmd, a command line, a program, a stream.
     *
     * The recorder of the virtual machine is not started for it. The classes of the events are loaded only once it is.
     */
    private static final ReentrantLock LOCK = new ReentrantLock();
    /** Held weakly: an engine that nobody closes must not stay for ever. */
    private static final Set<Flight> ALL = Collections.newSetFromMap(new WeakHashMap<>());

    private static boolean listening;

    private final Consumer<Recorder> watch;
    private final Consumer<Recorder> unwatch;
    private @Nullable JfrRecorder recorder;

    private Flight(Consumer<Recorder> watch, Consumer<Recorder> unwatch) {
        this.watch = watch;
        this.unwatch = unwatch;
    }

    /**
     * Begins to look after an engine, which is to hold what is answered.
     *
     * @param watch asks a recorder to the engine
     * @param unwatch sends it away
     */
    public static Flight attend(Consumer<Recorder> watch, Consumer<Recorder> unwatch) {
        Flight flight = new Flight(watch, unwatch);
        LOCK.lock();
        try {
            if (!listening) {
                listening = true;
                FlightRecorder.addListener(new Listener());
            }
            ALL.add(flight);
            flight.tell(FlightRecorder.isInitialized() && JfrRecorder.wanted());
        } finally {
            LOCK.unlock();
        }
        return flight;
    }

    private static void lookAgain() {
        LOCK.lock();
        try {
            boolean wanted = JfrRecorder.wanted();
            ALL.forEach(flight -> flight.tell(wanted));
        } finally {
            LOCK.unlock();
        }
    }

    private void tell(boolean wanted) {
        JfrRecorder before = recorder;
        if (wanted && before == null) {
            recorder = new JfrRecorder();
            watch.accept(recorder);
        } else if (!wanted && before != null) {
            recorder = null;
            unwatch.accept(before);
            before.close();
        }
    }

    /** Looks after the engine no longer. */
    @Override
    public void close() {
        LOCK.lock();
        try {
            ALL.remove(this);
            tell(false);
        } finally {
            LOCK.unlock();
        }
    }

    /** Hears of every recording that starts or stops, however it does. */
    private static final class Listener implements FlightRecorderListener {
        @Override
        public void recordingStateChanged(Recording recording) {
            lookAgain();
        }
    }
}
