package io.selvedge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.CircuitBreaker;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.failures.MisuseException;
import io.selvedge.runtime.breaker.CircuitControl;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an engine says to those who start it; no class of this module's tests is woven. */
class ServeTest {
    static class Tasks {
        @Retry
        void find(long id) {}

        @Timeout("0s")
        void save() {}

        void plain() {}
    }

    static class Mails {
        @Retry
        void send() {}

        @CircuitBreaker
        void fetch() {}
    }

    @Test
    void refusesWhatWasNotWovenTogetherWithAllElse() {
        try (Engine engine = Engine.start()) {
            assertThatThrownBy(() -> engine.serve(Tasks.class))
                    .isInstanceOf(MisuseException.class)
                    .hasMessageContaining("save()")
                    .hasMessageContaining("@Timeout(value = \"0s\")")
                    .hasMessageContaining(
                            "io.selvedge.runtime.ServeTest$Tasks, for find(long) and save()\n   Policies are written, but nothing was woven that would carry them out.");
        }
    }

    @Test
    void tellsWhichPoliciesAnOperatorMaySwitch() {
        try (Engine engine = Engine.start().serveEvenUnwoven(List.of(Mails.class))) {
            assertThatThrownBy(() -> engine.control(CircuitControl.class, "mail"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "no CircuitControl is called \"mail\"; there are [io.selvedge.runtime.ServeTest$Mails.fetch]");
        }
    }

    @Test
    void servesItForThoseWhoBringTheCalls() {
        try (Engine engine = Engine.start().serveEvenUnwoven(List.of(Mails.class))) {
            assertThat(Engine.serving(Mails.class)).isSameAs(engine);
        }
    }
}
