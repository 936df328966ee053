package io.selvedge.samples.tasks.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MetersTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void a_call_that_ended_in_a_way_without_a_column_is_told_among_the_events() {
        ended("success");
        ended("interrupted");

        assertThat(Meters.calls(registry)).anyMatch(line -> line.matches("TaskService.find +1 .*"));
        assertThat(Meters.events(registry))
                .filteredOn(line -> line.startsWith("TaskService.find"))
                .singleElement()
                .asString()
                .matches("TaskService.find +calls interrupted +1 .*");
    }

    private void ended(String outcome) {
        registry.timer("selvedge.calls", "method", "org.shop.TaskService.find", "outcome", outcome)
                .record(1, TimeUnit.MILLISECONDS);
    }
}
