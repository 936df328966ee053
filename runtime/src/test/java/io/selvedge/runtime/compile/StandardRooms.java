package io.selvedge.runtime.compile;

import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.record.Recorder;

/** The rooms that come with Selvedge. */
final class StandardRooms {
    private StandardRooms() {}

    static PlanCompiler compiler() {
        return new PlanCompiler(EngineOptions.standard().rooms(), TinyRooms.ENVIRONMENT, Recorder.NONE);
    }
}
