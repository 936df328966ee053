package io.selvedge.runtime.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.KeyLimits;
import io.selvedge.annotations.PolicyOrder;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.drive.Plan;
import io.selvedge.runtime.drive.Stage;
import io.selvedge.runtime.policy.Site.KeyBounds;
import io.selvedge.runtime.record.Recorder;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;

/** K3 and the order between what stands on the method, on its class, and in bundles. */
class PrecedenceTest {
    private final PlanCompiler compiler = new PlanCompiler(TinyRooms.all(), TinyRooms.ENVIRONMENT, Recorder.NONE);

    @Retry(maxRetries = 20)
    @Bulkhead(limit = 20)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Bundle {}

    @Bundle
    @Retention(RetentionPolicy.RUNTIME)
    @interface Outer {}

    @Retry(maxRetries = 30)
    @Bundle
    @Retention(RetentionPolicy.RUNTIME)
    @interface Mixed {}

    @Bundle
    @Retention(RetentionPolicy.RUNTIME)
    @interface OtherOuter {}

    @Bundle
    @Retry(maxRetries = 40)
    @Bulkhead(limit = 40, queue = 4)
    static class Service {
        @Retry(maxRetries = 10)
        @Bundle
        public void own() {}

        @Outer
        public void bundled() {}

        public void nothing() {}

        @Bulkhead(limit = 10)
        public void replaced() {}

        @Bundle
        void notPublic() {}
    }

    @Outer
    static class BundledService {
        public void nothing() {}
    }

    static class Depth {
        @Mixed
        void nearer() {}

        @Outer
        @OtherOuter
        void sameOnTwoWays() {}
    }

    @Test
    void theMethodsOwnComesFirst() throws Exception {
        assertThat(retries(Service.class, "own")).isEqualTo(10);
        assertThat(limit(Service.class, "own")).isEqualTo(20);
    }

    @Test
    void theMethodsBundleComesBeforeTheClass() throws Exception {
        assertThat(retries(Service.class, "bundled")).isEqualTo(20);
    }

    @Test
    void theClassesOwnComesBeforeItsBundle() throws Exception {
        assertThat(retries(Service.class, "nothing")).isEqualTo(40);
    }

    @Test
    void theClassesBundleComesLast() throws Exception {
        assertThat(retries(BundledService.class, "nothing")).isEqualTo(20);
    }

    @Test
    void theNearerBundleComesBeforeTheOneInside() throws Exception {
        assertThat(retries(Depth.class, "nearer")).isEqualTo(30);
        assertThat(limit(Depth.class, "nearer")).isEqualTo(20);
    }

    @Test
    void oneAnnotationFoundOnTwoWaysIsOne() throws Exception {
        assertThat(retries(Depth.class, "sameOnTwoWays")).isEqualTo(20);
    }

    @Test
    void K3_replacesAsAWhole() throws Exception {
        assertThat(settings(Service.class, "replaced", "bulkhead"))
                .isEqualTo(new TinyRooms.BulkheadSettings("", 10, 0));
        assertThat(retries(Service.class, "replaced")).isEqualTo(40);
    }

    @Test
    void whatIsNotPublicHasItsOwnOnly() throws Exception {
        assertThat(retries(Service.class, "notPublic")).isEqualTo(20);
    }

    @KeyLimits(max = 5, idle = "2s")
    @PolicyOrder({Timeout.class, Retry.class})
    static class Limited {
        @Bulkhead
        @KeyLimits(max = 9)
        void own(@Key String user) {}

        @Bulkhead
        @Retry
        private void ofClass(int amount, @Key String user, @Key long shard) {}

        @Retry
        @Timeout("1s")
        @PolicyOrder({Retry.class, Timeout.class})
        void ownOrder() {}

        @Retry
        @Timeout("1s")
        static void orderOfClass() {}
    }

    static class Unlimited {
        @Bulkhead
        void keyed(@Key String user) {}
    }

    @Test
    void keyLimitsOfAClassHoldForAllItsMethodsThatHaveNone() throws Exception {
        assertThat(bounds(Limited.class, "own", String.class)).isEqualTo(new KeyBounds(9, 60_000_000_000L));
        assertThat(bounds(Limited.class, "ofClass", int.class, String.class, long.class))
                .isEqualTo(new KeyBounds(5, 2_000_000_000L));
        assertThat(bounds(Unlimited.class, "keyed", String.class)).isEqualTo(new KeyBounds(100_000, 60_000_000_000L));
    }

    @Test
    void anOrderOnAClassHoldsForAllItsMethodsThatHaveNone() throws Exception {
        assertThat(plan(Limited.class, "ownOrder").stages())
                .extracting(Stage::room)
                .containsExactly("retry", "timeout");
        assertThat(plan(Limited.class, "orderOfClass").stages())
                .extracting(Stage::room)
                .containsExactly("timeout", "retry");
    }

    private int retries(Class<?> type, String name) throws Exception {
        return ((TinyRooms.RetrySettings) settings(type, name, "retry")).maxRetries();
    }

    private int limit(Class<?> type, String name) throws Exception {
        return ((TinyRooms.BulkheadSettings) settings(type, name, "bulkhead")).limit();
    }

    private KeyBounds bounds(Class<?> type, String name, Class<?>... parameters) throws Exception {
        return open(plan(type, name, parameters), "bulkhead").site.keys();
    }

    private Record settings(Class<?> type, String name, String room) throws Exception {
        return open(plan(type, name), room).settings;
    }

    private Plan plan(Class<?> type, String name, Class<?>... parameters) throws Exception {
        return compiler.plan(type.getDeclaredMethod(name, parameters));
    }

    private static TinyRooms.Open open(Plan plan, String room) {
        return plan.stages().stream()
                .filter(stage -> stage.room().equals(room))
                .map(stage -> (TinyRooms.Open) stage.policy())
                .findAny()
                .orElseThrow();
    }
}
