package io.selvedge.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.drive.Lineage;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Rest;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What is kept of a call keeps nothing alive that the calls around it were given, or returned. */
class ForgottenCallTest {
    private final List<Object> kept = new ArrayList<>();
    private final Telling room = new Telling();

    final class Methods {
        @Bulkhead(limit = 5)
        CompletionStage<Object> stage(Object given) {
            kept.add(Lineage.current());
            stageWithin("small");
            within("small");
            return CompletableFuture.completedFuture(given);
        }

        @Bulkhead(limit = 5)
        Object plain(Object given) {
            kept.add(Lineage.current());
            stageWithin("small");
            within("small");
            return given;
        }

        @Told
        CompletionStage<Object> stageWithin(Object given) {
            return CompletableFuture.completedFuture(given);
        }

        @Told
        Object within(Object given) {
            return given;
        }
    }

    @Test
    void a_lineage_or_a_rest_that_is_kept_keeps_no_argument_of_the_calls_around_it() {
        try (Engine engine = Engine.start(EngineOptions.standard().withOutermost(room))) {
            engine.serve(Methods.class);
            room.answer = call -> new Admission.Detach(this::keep);
            Methods methods = new Methods();
            assertForgotten(given(methods::plain));
            assertForgotten(given(methods::stage));
            assertThat(kept).hasSize(6).filteredOn(Rest.class::isInstance).hasSize(4);
        }
    }

    private Admission keep(Rest rest) {
        kept.add(rest);
        return new Admission.Answer("answered");
    }

    private interface Method {
        Object call(Object given);
    }

    private static WeakReference<Object> given(Method method) {
        Object given = new byte[1000];
        assertThat(method.call(given)).isNotNull();
        return new WeakReference<>(given);
    }

    private static void assertForgotten(WeakReference<Object> given) {
        Play.awaitTrue(
                () -> {
                    System.gc();
                    return given.refersTo(null);
                },
                () -> "the argument is still there");
    }
}
