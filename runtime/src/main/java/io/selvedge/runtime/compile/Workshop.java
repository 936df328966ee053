package io.selvedge.runtime.compile;

import io.selvedge.runtime.drive.Environment;
import io.selvedge.runtime.policy.Housekeeping;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.record.Recorder;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** What all compilations of an engine share. */
record Workshop(
        Catalog catalog,
        Bundles bundles,
        Drafts drafts,
        Instances instances,
        Environment environment,
        Housekeeping housekeeping,
        Recorder recorder,
        Watchers watchers,
        Pauses pauses) {

    static Workshop of(List<Room<?, ?>> rooms, Environment environment, Recorder recorder) {
        Catalog catalog = new Catalog(rooms);
        Housekeeping housekeeping = new Housekeeping(environment.time(), environment.executor());
        Drafts drafts = new Drafts(catalog, environment.time(), housekeeping);
        ReentrantLock changes = new ReentrantLock();
        Watchers watchers = new Watchers(changes);
        Instances instances = new Instances(recorder, watchers);
        return new Workshop(
                catalog,
                new Bundles(),
                drafts,
                instances,
                environment,
                housekeeping,
                recorder,
                watchers,
                new Pauses(changes));
    }

    Compilation compilation() {
        return new Compilation(this);
    }

    void close() {
        instances.close();
        housekeeping.close();
    }
}
