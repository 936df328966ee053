package io.selvedge.runtime.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.PolicyOrder;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.drive.Plan;
import io.selvedge.runtime.drive.Stage;
import io.selvedge.runtime.record.Recorder;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanCompilerTest {
    private final PlanCompiler compiler = new PlanCompiler(TinyRooms.all(), TinyRooms.ENVIRONMENT, Recorder.NONE);

    static class Ordinary {
        @Bulkhead
        @Timeout("1s")
        @Retry
        private int all() {
            return 1;
        }

        @PolicyOrder({Timeout.class, Retry.class})
        @Bulkhead
        @Timeout("1s")
        @Retry
        static void rearranged() {}

        @Retry
        CompletableFuture<String> future() {
            return CompletableFuture.completedFuture("");
        }

        @Retry
        CompletionStage<String> stage() {
            return future();
        }

        int unguarded() {
            return 1;
        }
    }

    @Test
    void ordersByTheListOfRooms() throws Exception {
        assertThat(rooms(plan(Ordinary.class, "all"))).containsExactly("retry", "timeout", "bulkhead");
    }

    @Test
    void permutesTheNamedPoliciesAmongTheirPlaces() throws Exception {
        assertThat(rooms(plan(Ordinary.class, "rearranged"))).containsExactly("timeout", "retry", "bulkhead");
    }

    @PolicyOrder({Bulkhead.class, Retry.class})
    static class OrderedByClass {
        @Bulkhead
        @Timeout("1s")
        @Retry
        void all() {}

        @Timeout("1s")
        @Retry
        void some() {}
    }

    @Test
    void leavesUnnamedPoliciesWhereTheyAre() throws Exception {
        assertThat(rooms(plan(OrderedByClass.class, "all"))).containsExactly("bulkhead", "timeout", "retry");
    }

    @Test
    void anOrderOnTheClassMayNameWhatAMethodHasNot() throws Exception {
        assertThat(rooms(plan(OrderedByClass.class, "some"))).containsExactly("retry", "timeout");
    }

    @Test
    void compilesOnce() throws Exception {
        assertThat(plan(Ordinary.class, "all")).isSameAs(plan(Ordinary.class, "all"));
    }

    @Test
    void tellsStagesByTheDeclaredReturnType() throws Exception {
        assertThat(plan(Ordinary.class, "future").target().returnsStage()).isTrue();
        assertThat(plan(Ordinary.class, "stage").target().returnsStage()).isTrue();
        assertThat(plan(Ordinary.class, "all").target().returnsStage()).isFalse();
    }

    @Test
    void hasNoPlanForAMethodWithoutPolicies() throws Exception {
        Method unguarded = method(Ordinary.class, "unguarded");
        assertThat(compiler.guards(unguarded)).isFalse();
        Golden.misuse("unguarded", () -> compiler.plan(unguarded));
    }

    private Plan plan(Class<?> type, String name) {
        return compiler.plan(method(type, name));
    }

    private static Method method(Class<?> type, String name) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .findAny()
                .orElseThrow();
    }

    private static List<String> rooms(Plan plan) {
        return plan.stages().stream().map(Stage::room).toList();
    }
}
