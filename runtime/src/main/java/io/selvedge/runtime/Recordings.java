package io.selvedge.runtime;

import io.selvedge.runtime.jfr.Flight;
import org.jspecify.annotations.Nullable;

/** Looks for JDK Flight Recorder, which not every run-time image has. */
final class Recordings {
    private static final String RECORDER = "jdk.jfr.FlightRecorder";

    private Recordings() {}

    /** Has an engine tell recordings what they ask for; {@code null} if there can be none. */
    static @Nullable Flight attend(Engine engine) {
        try {
            Class.forName(RECORDER, false, Recordings.class.getClassLoader());
            return Flight.attend(engine::watch, engine::unwatch);
        } catch (ClassNotFoundException absent) {
            return null;
        }
    }
}
