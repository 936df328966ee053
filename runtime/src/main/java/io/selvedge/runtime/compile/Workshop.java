package io.selvedge.runtime.compile;

import io.selvedge.runtime.drive.Environment;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.record.Recorder;
import java.util.List;

/** What all compilations of an engine share. */
record Workshop(Catalog catalog, Drafts drafts, Instances instances, Environment environment, Recorder recorder) {

    static Workshop of(List<Room<?, ?>> rooms, Environment environment, Recorder recorder) {
        Catalog catalog = new Catalog(rooms);
        return new Workshop(catalog, new Drafts(catalog, environment), new Instances(recorder), environment, recorder);
    }

    Compilation compilation() {
        return new Compilation(this);
    }
}
