package io.selvedge.runtime.compile;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.annotations.Woven;
import io.selvedge.runtime.record.Recorder;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;

class BundleMisuseTest {
    @Retry(maxRetries = 2)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Remote {}

    @Retry(maxRetries = 5)
    @Timeout("2s")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Slow {}

    @Slow
    @Retention(RetentionPolicy.RUNTIME)
    @interface Second {}

    @Second
    @Retention(RetentionPolicy.RUNTIME)
    @interface Third {}

    @Retry(maxRetries = -7)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Faulty {}

    @Bulkhead
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @interface Handed {}

    static class Twice {
        @Remote
        @Slow
        void load() {}

        @Remote
        @Slow
        @Retry
        void decided() {}
    }

    @Remote
    @Slow
    static class TwiceOnClass {
        public void load() {}

        public void save() {}
    }

    static class TooDeep {
        @Third
        void load() {}
    }

    @Third
    static class TooDeepOnClass {
        public void load() {}
    }

    static class FaultyEverywhere {
        @Faulty
        void one() {}

        @Faulty
        void two() {}

        @Faulty
        void three(long id) {}

        @Faulty
        void two(String name) {}

        @Retry
        @Faulty
        void better() {}
    }

    @Faulty
    static class FaultyOnClass {
        public void one() {}
    }

    @Handed
    static class Parent {
        public void load() {}
    }

    /** Kept in the class file, as by default, where the weaver sees it and reflection does not. */
    @Retry
    @interface Lost {}

    static class LostBundle {
        @Woven
        @Lost
        void load() {}

        @Woven
        @Override
        public String toString() {
            return "";
        }

        void unwoven() {}
    }

    static class Generated extends LostBundle {
        @Woven
        @Override
        void load() {}
    }

    @Retry
    static class NothingPublic {
        void load() {}

        public static void all() {}

        @Override
        public String toString() {
            return "";
        }
    }

    @Retry
    interface Port {
        void load();
    }

    @Retry(maxRetries = -3)
    static class BadClass {
        public void save() {}

        public void load(long id) {}

        @Retry
        public void better() {}
    }

    @Test
    void refusesWhatContradictsOrReachesNothing() {
        PlanCompiler compiler = new PlanCompiler(TinyRooms.all(), TinyRooms.ENVIRONMENT, Recorder.NONE);
        Golden.misuses(
                "bundles",
                compiler,
                Twice.class,
                TwiceOnClass.class,
                TooDeep.class,
                TooDeepOnClass.class,
                FaultyEverywhere.class,
                FaultyOnClass.class,
                LostBundle.class,
                Generated.class,
                Parent.class);
    }

    @Test
    void refusesClassLevelPoliciesThatCannotWork() {
        PlanCompiler compiler = new PlanCompiler(TinyRooms.all(), TinyRooms.ENVIRONMENT, Recorder.NONE);
        Golden.misuses("classes", compiler, NothingPublic.class, Port.class, BadClass.class);
    }
}
