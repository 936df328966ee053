package io.selvedge.runtime.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.selvedge.annotations.Policy;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Spreads;
import io.selvedge.failures.MisuseException;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.Recorder;
import io.selvedge.runtime.record.StageRecorder;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomMisuseTest {
    @Policy
    @Retention(RetentionPolicy.RUNTIME)
    @interface Audited {
        String value();
    }

    @Policy
    @Retention(RetentionPolicy.RUNTIME)
    @interface Broken {
        boolean early() default false;
    }

    @Policy
    @interface Invisible {}

    static class Users {
        @Audited("always")
        void unserved() {}

        @Audited("late")
        @Broken(early = true)
        void broken() {}

        @Retry
        @Broken
        void brokenLate() {}
    }

    static class Measured {
        @Retry
        void load() {}
    }

    @Policy
    @Spreads
    @Retention(RetentionPolicy.RUNTIME)
    @interface Doubled {}

    @Policy
    @Retention(RetentionPolicy.RUNTIME)
    @interface DoubledUnmarked {}

    static class Spreading {
        @DoubledUnmarked
        void unmarked() {}

        @Doubled
        static int wide(int a, int b, int c, int d, int e, int f, int g, int h, int i) {
            return a + b + c + d + e + f + g + h + i;
        }

        @Doubled
        int fits(int a, int b, int c, int d, int e, int f, int g, int h) {
            return a + b + c + d + e + f + g + h;
        }
    }

    record Nothing() {}

    /** Whose policies run methods with arguments of their own. */
    private record SpreadingRoom<A extends Annotation>(String name, Class<A> annotation) implements Room<A, Nothing> {
        @Override
        public Nothing configure(A annotation, Site site) {
            return new Nothing();
        }

        @Override
        public io.selvedge.runtime.policy.Policy open(Nothing config, Site site) {
            return new TinyRooms.Open(config, site) {
                @Override
                public boolean spreads() {
                    return true;
                }
            };
        }
    }

    /** Throws what no room should. */
    private record BrokenRoom<A extends Annotation>(String name, Class<A> annotation) implements Room<A, Nothing> {
        @Override
        public Nothing configure(A annotation, Site site) {
            if (annotation instanceof Broken broken && broken.early()) {
                throw new IllegalStateException("cannot read");
            }
            return new Nothing();
        }

        @Override
        public io.selvedge.runtime.policy.Policy open(Nothing config, Site site) {
            throw new NoClassDefFoundError("com/acme/Gone");
        }
    }

    private static final class BrokenRecorder implements Recorder {
        @Override
        public CallRecorder calls(Target target) {
            throw new IllegalStateException("registry closed");
        }

        @Override
        public StageRecorder stage(Target target, String room) {
            return StageRecorder.NONE;
        }

        @Override
        public void instance(String room, String instance, io.selvedge.runtime.policy.Policy policy) {}

        @Override
        public void close() {}
    }

    @Test
    void saysWhereARoomIsMissingOrBroken() {
        List<Room<?, ?>> rooms = new ArrayList<>(TinyRooms.all());
        rooms.add(new BrokenRoom<>("broken", Broken.class));
        PlanCompiler compiler = new PlanCompiler(rooms, TinyRooms.ENVIRONMENT, Recorder.NONE);
        Golden.misuses("rooms", compiler, Users.class);
    }

    @Test
    void saysWhereAMethodCannotBeRunWithOtherArguments() {
        PlanCompiler compiler = new PlanCompiler(
                List.of(
                        new SpreadingRoom<>("doubled", Doubled.class),
                        new SpreadingRoom<>("unmarked", DoubledUnmarked.class)),
                TinyRooms.ENVIRONMENT,
                Recorder.NONE);
        Golden.misuses("spreading", compiler, Spreading.class);
    }

    @Test
    void keepsWhatARoomHasThrown() {
        PlanCompiler compiler = new PlanCompiler(
                List.of(TinyRooms.RETRY, new BrokenRoom<>("broken", Broken.class)),
                TinyRooms.ENVIRONMENT,
                Recorder.NONE);
        MisuseException told = catchThrowableOfType(MisuseException.class, () -> compiler.check(List.of(Users.class)));
        assertThat(told.getSuppressed())
                .hasSize(2)
                .hasAtLeastOneElementOfType(IllegalStateException.class)
                .hasAtLeastOneElementOfType(NoClassDefFoundError.class);
    }

    @Test
    void saysWhereARecorderIsBroken() {
        PlanCompiler compiler = new PlanCompiler(TinyRooms.all(), TinyRooms.ENVIRONMENT, new BrokenRecorder());
        Golden.misuses("recorder", compiler, Measured.class);
    }

    @Test
    void refusesRoomsThatHideEachOtherOrThatNobodyCouldSee() {
        List<Room<?, ?>> rooms = List.of(
                TinyRooms.RETRY,
                new BrokenRoom<>("retry", Audited.class),
                new BrokenRoom<>("again", Retry.class),
                new BrokenRoom<>("invisible", Invisible.class));
        Golden.misuse("catalog", () -> new PlanCompiler(rooms, TinyRooms.ENVIRONMENT, Recorder.NONE));
    }
}
