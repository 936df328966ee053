package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Backoff;
import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Jitter;
import io.selvedge.annotations.RateLimit;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.breaker.CircuitControl;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.DrivenGuard;
import io.selvedge.testkit.EveryDriver;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Running;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;

/** What a recording of JDK Flight Recorder holds of calls. */
class FlightRecordingTest {
    private static final Path SETTINGS = Path.of("..", "..", "docs", "flight-recorder", "selvedge.jfc");

    @TempDir
    Path folder;

    @Retry(maxRetries = 1, backoff = @Backoff(initial = "50ms", jitter = Jitter.NONE))
    @Bulkhead(limit = 1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Chain {}

    @RateLimit(permits = 1, per = "1s", burst = 1, maxWait = "1s")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Paced {}

    @Timeout("100ms")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Limited {}

    @CircuitBreaker(window = 2, minimumCalls = 2)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Broken {}

    private static Recording recording() throws IOException, ParseException {
        return new Recording(Configuration.create(SETTINGS));
    }

    /** In the order of their moments. */
    private List<String> told(Recording recording) throws IOException {
        recording.stop();
        Path file = Files.createTempFile(folder, "told", ".jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("io.selvedge."))
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .map(FlightRecordingTest::sentence)
                .toList();
    }

    private static String sentence(RecordedEvent event) {
        String kind = event.getEventType().getName().substring("io.selvedge.".length());
        String policy = kind + " " + event.getString("policy") + " ";
        return switch (kind) {
            case "Refusal" -> policy + event.getString("method") + " " + event.getString("reason");
            case "Retry" -> policy + event.getString("method") + " " + event.getDuration("delay");
            case "Wait" -> policy + event.getString("method") + " " + event.getDuration("waited");
            case "Timeout" -> policy + event.getString("method");
            default -> policy + event.getString("name") + " " + event.getString("from") + " " + event.getString("to");
        };
    }

    @EveryDriver
    void a_recording_that_starts_on_a_running_engine_holds_what_happens_from_then_on(Driven driven) throws Exception {
        DrivenGuard chain = driven.guard("chain", Chain.class);
        DrivenGuard paced = driven.guard("paced", Paced.class);
        chain.call(new Attempts(Reaction.fails(new IOException()), Reaction.returns("before")));
        try (Recording recording = recording()) {
            recording.start();
            chain.call(new Attempts(Reaction.fails(new IOException()), Reaction.returns("a")));
            Running first = chain.start(() -> Reaction.returns("a").after(10));
            chain.call(() -> Reaction.returns("refused"));
            driven.advance(10);
            first.ended();
            paced.call(() -> Reaction.returns("a"));
            paced.call(() -> Reaction.returns("waits"));
            driven.guard("limited", Limited.class)
                    .call(() -> Reaction.returns("too late").after(200));

            assertThat(told(recording))
                    .containsExactly(
                            "Retry retry chain PT0.05S",
                            "Refusal bulkhead chain full",
                            "Wait rate_limit paced PT1S",
                            "Timeout timeout limited");
        }
    }

    @EveryDriver
    void a_breaker_tells_of_its_changes_and_of_an_operators(Driven driven) throws Exception {
        DrivenGuard guard = driven.guard("bank", Broken.class);
        try (Recording recording = recording()) {
            recording.start();
            guard.call(() -> Reaction.fails(new IOException()));
            guard.call(() -> Reaction.fails(new IOException()));
            driven.engine().control(CircuitControl.class, "bank").reset();

            assertThat(told(recording))
                    .containsExactly(
                            "Transition circuit_breaker bank closed open",
                            "Transition circuit_breaker bank open closed");
        }
    }

    @EveryDriver
    void events_that_are_not_enabled_are_not_there(Driven driven) throws Exception {
        DrivenGuard chain = driven.guard("chain", Chain.class);
        try (Recording recording = new Recording()) {
            recording.enable("io.selvedge.Refusal");
            recording.start();
            chain.call(new Attempts(Reaction.fails(new IOException()), Reaction.returns("a")));

            assertThat(told(recording)).isEmpty();
        }
    }
}
