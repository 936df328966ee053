package io.selvedge.guice;

import com.google.inject.Inject;
import com.google.inject.Provider;
import com.google.inject.ProvisionException;
import com.google.inject.spi.Message;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.selvedge.failures.MisuseException;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.micrometer.MicrometerRecorder;
import io.selvedge.runtime.micrometer.ObservationRecorder;
import io.selvedge.runtime.record.Recorder;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Starts the engine as soon as the injector can give it what it needs, before any eager singleton is made.
 *
 * <p>Thread-safe: Guice injects before it provides.
 */
final class Start implements Provider<Selvedge> {
    private static final AtomicInteger STARTED = new AtomicInteger();

    private final Settings settings;
    private final Scan scan;
    private final Creation creation;
    private volatile @Nullable Selvedge selvedge;

    Start(Settings settings, Scan scan, Creation creation) {
        this.settings = settings;
        this.scan = scan;
        this.creation = creation;
    }

    @Inject
    void start(Optional<MeterRegistry> meters, Optional<ObservationRegistry> observations) {
        if (selvedge != null) {
            return; // Recorded elements can make several injectors.
        }
        Engine shared = settings.shared();
        Selvedge handle =
                new Selvedge(shared != null ? shared : engine(meters, observations), shared == null, scan::served);
        creation.started(handle);
        serve(handle);
        selvedge = handle;
    }

    private Engine engine(Optional<MeterRegistry> meters, Optional<ObservationRegistry> observations) {
        EngineOptions options = settings.options();
        if (options == null) {
            options = EngineOptions.standard().withName("guice-" + STARTED.incrementAndGet());
        }
        Recorder measures = options.recorder();
        if (measures == Recorder.NONE && meters.isPresent()) {
            measures = new MicrometerRecorder(meters.get());
        }
        if (settings.traced() && observations.isPresent()) {
            measures = measures.and(new ObservationRecorder(observations.get()));
        }
        return Engine.start(options.withRecorder(measures));
    }

    private void serve(Selvedge handle) {
        try {
            scan.start(handle.engine());
        } catch (MisuseException misuse) {
            handle.close();
            throw new ProvisionException(
                    misuse.problems().stream().map(Message::new).toList());
        } catch (RuntimeException failure) {
            handle.close();
            throw failure;
        }
        serveTheRest(handle.engine());
    }

    private static void serveTheRest(Engine engine) {
        try {
            engine.serveTheRest();
        } catch (IllegalStateException served) {
            LoggerFactory.getLogger(SelvedgeModule.class)
                    .warn(
                            "This injector's engine serves the classes that the injector brings, no others: {}",
                            served.getMessage());
        }
    }

    @Override
    public Selvedge get() {
        Selvedge handle = selvedge;
        if (handle == null) {
            throw new IllegalStateException(
                    "The engine has not started: it needs the MeterRegistry, so what the MeterRegistry needs cannot need the engine.");
        }
        return handle;
    }
}
