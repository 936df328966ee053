package io.selvedge.runtime.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.runtime.record.Recorder;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.Test;

/** When an engine is told to tell. */
class FlightTest {
    private final List<Recorder> watching = new ArrayList<>();

    private Flight attend() {
        return Flight.attend(watching::add, watching::remove);
    }

    @Test
    void nobody_watches_while_nothing_records_what_happens() {
        try (Flight flight = attend();
                Recording other = new Recording()) {
            assertThat(flight).isNotNull();
            assertThat(watching).isEmpty();
            other.enable("jdk.GarbageCollection");
            other.start();
            assertThat(watching).isEmpty();
        }
    }

    @Test
    void somebody_does_from_the_start_of_the_first_recording_to_the_stop_of_the_last() {
        try (Flight flight = attend();
                Recording first = new Recording();
                Recording second = new Recording()) {
            assertThat(flight).isNotNull();
            first.enable("io.selvedge.Refusal");
            first.start();
            assertThat(watching).hasSize(1);
            second.enable("io.selvedge.Transition");
            second.start();
            first.stop();
            assertThat(watching).hasSize(1);
            second.stop();
            assertThat(watching).isEmpty();
        }
    }

    @Test
    void a_stream_is_a_recording() {
        try (Flight flight = attend()) {
            assertThat(flight).isNotNull();
            try (RecordingStream stream = new RecordingStream()) {
                stream.enable("io.selvedge.Wait");
                stream.startAsync();
                assertThat(watching).hasSize(1);
            }
            assertThat(watching).isEmpty();
        }
    }

    @Test
    void who_comes_while_it_is_recorded_tells_at_once_and_who_goes_no_longer() {
        try (Recording recording = new Recording()) {
            recording.enable("io.selvedge.Retry");
            recording.start();
            Flight flight = attend();
            assertThat(watching).hasSize(1);
            flight.close();
            assertThat(watching).isEmpty();
            recording.stop();
            assertThat(watching).isEmpty();
        }
    }
}
