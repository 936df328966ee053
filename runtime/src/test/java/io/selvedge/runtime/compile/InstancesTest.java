package io.selvedge.runtime.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Key;
import io.selvedge.annotations.Retry;
import io.selvedge.failures.MisuseException;
import io.selvedge.runtime.drive.Plan;
import io.selvedge.runtime.drive.Stage;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.Recorder;
import io.selvedge.runtime.record.StageRecorder;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InstancesTest {
    private static final String HERE = "io.selvedge.runtime.compile.InstancesTest$";

    private final Announcements announced = new Announcements();
    private final PlanCompiler compiler = new PlanCompiler(TinyRooms.all(), TinyRooms.ENVIRONMENT, announced);

    private static final class Announcements implements Recorder {
        final List<String> instances = Collections.synchronizedList(new ArrayList<>());

        @Override
        public CallRecorder calls(Target target) {
            return CallRecorder.NONE;
        }

        @Override
        public StageRecorder stage(Target target, String room) {
            return StageRecorder.NONE;
        }

        @Override
        public void instance(String room, String instance, Policy policy) {
            instances.add(room + " " + instance);
        }

        @Override
        public void close() {}
    }

    static class Tasks {
        @Bulkhead(name = "db", limit = 4)
        void load() {}

        @Bulkhead(name = "db", limit = 4)
        @Retry
        void save() {}

        @Bulkhead
        void own() {}
    }

    static class Users {
        @Bulkhead(name = "db", limit = 4)
        void load() {}

        @Bulkhead
        void overloaded(long id) {}

        void overloaded(String name) {}

        @Bulkhead
        void overloaded(java.util.Date day) {}

        @Bulkhead
        void overloaded(java.sql.Date day) {}

        @Bulkhead(name = "keyed")
        void one(@Key String user) {}

        @Bulkhead(name = "keyed")
        void two(int amount, @Key String user) {}
    }

    static class Faulty {
        @Bulkhead(name = "never")
        void load() {}

        @Retry(maxRetries = -2)
        void save() {}
    }

    @Test
    void whatSharesANameIsOnePolicy() throws Exception {
        Policy shared = policy(Tasks.class, "load");
        assertThat(policy(Users.class, "load")).isSameAs(shared);
        assertThat(plan(Tasks.class, "save").stages().get(1).policy()).isSameAs(shared);
        assertThat(policy(Tasks.class, "own")).isNotSameAs(shared);
    }

    @Test
    void keyedMethodsShareWhateverTheKeysPositions() throws Exception {
        assertThat(policy(Users.class, "one", String.class))
                .isSameAs(policy(Users.class, "two", int.class, String.class));
    }

    @Test
    void announcesEachInstanceOnceAndUnderItsName() {
        compiler.check(List.of(Tasks.class));
        assertThat(announced.instances)
                .containsExactlyInAnyOrder(
                        "bulkhead db", "bulkhead " + HERE + "Tasks.own", "retry " + HERE + "Tasks.save");
    }

    @Test
    void namesTargetsByClassAndMethodWithParametersOnlyWhereOverloaded() {
        compiler.check(List.of(Users.class));
        assertThat(compiler.instances(Policy.class))
                .containsExactly(
                        "db",
                        HERE + "Users.overloaded(java.sql.Date)",
                        HERE + "Users.overloaded(java.util.Date)",
                        HERE + "Users.overloaded(long)",
                        "keyed");
    }

    @Test
    void tellsThePolicyItsPlace() throws Exception {
        TinyRooms.Open own = (TinyRooms.Open) policy(Tasks.class, "own");
        assertThat(own.site.instance()).isEqualTo(HERE + "Tasks.own");
        assertThat(own.site.owner()).isEqualTo(Tasks.class);
        assertThat(own.site.target().name()).isEqualTo(HERE + "Tasks.own");
        assertThat(own.site.time()).isSameAs(TinyRooms.ENVIRONMENT.time());
        assertThat(((TinyRooms.Open) policy(Tasks.class, "load")).site.instance())
                .isEqualTo("db");
    }

    @Test
    void findsControlsByTypeAndName() throws Exception {
        Policy shared = policy(Tasks.class, "load");
        assertThat(compiler.controls(TinyRooms.Open.class, "db")).containsExactly((TinyRooms.Open) shared);
        assertThat(compiler.controls(TinyRooms.Open.class, "absent")).isEmpty();
        assertThat(compiler.controls(Runnable.class, "db")).isEmpty();
    }

    @Test
    void nothingIsMadeForAClassWithAMisuse() {
        assertThatThrownBy(() -> compiler.check(List.of(Faulty.class))).isInstanceOf(MisuseException.class);
        assertThat(announced.instances).isEmpty();
        assertThat(compiler.instances(Policy.class)).isEmpty();
    }

    @Test
    void aMisuseIsToldEachTime() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> plan(Faulty.class, "load"))
                    .isInstanceOf(MisuseException.class)
                    .hasMessageContaining("Faulty.save()");
        }
    }

    @Test
    void forgetsEverythingWhenClosed() throws Exception {
        Plan before = plan(Tasks.class, "own");
        compiler.close();
        assertThat(compiler.instances(Policy.class)).isEmpty();
        assertThat(plan(Tasks.class, "own")).isNotSameAs(before);
    }

    @Bulkhead
    @Retry
    @Retention(RetentionPolicy.RUNTIME)
    @interface Remote {}

    @Test
    void blockingLambdasAndStagesOfOneNameShareTheirPolicies() {
        Plan blocking = compiler.plan("partner", Remote.class, false, Brought.NOTHING);
        Plan stages = compiler.plan("partner", Remote.class, true, Brought.NOTHING);
        assertThat(stages.target().returnsStage()).isTrue();
        assertThat(blocking.target().returnsStage()).isFalse();
        assertThat(policies(stages)).isEqualTo(policies(blocking));
        assertThat(announced.instances).containsExactlyInAnyOrder("retry partner", "bulkhead partner");
    }

    private static List<Policy> policies(Plan plan) {
        return plan.stages().stream().map(Stage::policy).toList();
    }

    @Test
    void lambdasAreKeyedByTheirFirstArgument() {
        Plan keyed = compiler.plan("partner", Remote.class, false, Brought.A_KEY);
        assertThat(keyed.target().keyed()).isTrue();
        assertThat(keyed.target().method()).isNull();
        assertThat(keyed).isSameAs(compiler.plan("partner", Remote.class, false, Brought.A_KEY));
    }

    @Test
    void threadsThatCompileTogetherGetTheSamePlans() throws Exception {
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        Callable<Plan> compile = () -> {
            start.await();
            return plan(Tasks.class, "save");
        };
        Set<Plan> plans = executor.invokeAll(Collections.nCopies(threads, compile)).stream()
                .map(InstancesTest::got)
                .collect(Collectors.toSet());
        executor.shutdown();
        assertThat(plans).hasSize(1);
        assertThat(announced.instances).doesNotHaveDuplicates().hasSize(3);
        plans.forEach(plan -> assertThat(compiler.explain(plan)).contains("save()"));
    }

    private static Plan got(Future<Plan> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Policy policy(Class<?> type, String name, Class<?>... parameters) throws Exception {
        return plan(type, name, parameters).stages().get(0).policy();
    }

    private Plan plan(Class<?> type, String name, Class<?>... parameters) throws Exception {
        return compiler.plan(type.getDeclaredMethod(name, parameters));
    }
}
