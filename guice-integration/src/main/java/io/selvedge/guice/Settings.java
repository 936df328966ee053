package io.selvedge.guice;

import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user has chosen. Immutable.
 *
 * @param shared an engine of the user's, or {@code null} for one of the module's own
 * @param options how to make the module's own engine, or {@code null} for the standard
 * @param serving classes to serve besides those that the injector brings
 * @param traced whether calls are observed, too
 */
record Settings(
        Unwoven unwoven,
        @Nullable Engine shared,
        @Nullable EngineOptions options,
        Set<Class<?>> serving,
        boolean traced) {

    static final Settings STANDARD = new Settings(Unwoven.FAIL, null, null, Set.of(), false);

    Settings {
        if (shared != null && options != null) {
            throw new IllegalArgumentException(
                    "engine(...) and options(...) exclude each other: an engine that is there already has its options. Give the options where that engine is started.");
        }
        if (shared != null && traced) {
            throw new IllegalArgumentException(
                    "engine(...) and traced() exclude each other: an engine that is there already is observed where it was started. Give its options an ObservationRecorder there.");
        }
        serving = Set.copyOf(serving);
    }

    Settings withUnwoven(Unwoven choice) {
        return new Settings(choice, shared, options, serving, traced);
    }

    Settings withShared(Engine engine) {
        return new Settings(unwoven, engine, options, serving, traced);
    }

    Settings withOptions(EngineOptions other) {
        return new Settings(unwoven, shared, other, serving, traced);
    }

    Settings withServing(Set<Class<?>> all) {
        return new Settings(unwoven, shared, options, all, traced);
    }

    Settings withTraces() {
        return new Settings(unwoven, shared, options, serving, true);
    }

    EngineOptions optionsOrStandard() {
        return options == null ? EngineOptions.standard() : options;
    }

    @Override
    public String toString() {
        return "(unwoven = " + unwoven
                + (shared == null ? "" : ", engine = \"" + shared.name() + "\"")
                + (options == null ? "" : ", options of \"" + options.name() + "\"")
                + (traced ? ", traced" : "")
                + (serving.isEmpty()
                        ? ""
                        : ", serving "
                                + serving.stream()
                                        .map(Class::getSimpleName)
                                        .sorted()
                                        .toList())
                + ")";
    }
}
