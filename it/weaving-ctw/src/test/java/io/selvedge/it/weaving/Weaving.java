package io.selvedge.it.weaving;

import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.testkit.RecordingRecorder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** An engine that serves all woven code for one test, and what it saw. */
abstract class Weaving {
    final RecordingRecorder recorder = new RecordingRecorder();
    final Engine engine =
            Engine.start(EngineOptions.standard().withRecorder(recorder)).serveTheRest();

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    /** How many calls the engine saw of a method. */
    long calls(Class<?> type, String method) {
        return recorder.events(type.getName() + "." + method).stream()
                .filter(event -> event.startsWith("ended"))
                .count();
    }

    /** How many calls the engine saw at all. */
    long calls() {
        List<String> events = recorder.events();
        return events.stream().filter(event -> event.startsWith("ended")).count();
    }
}
