package io.selvedge.runtime.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.annotations.Retry;
import io.selvedge.runtime.record.Recorder;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private final PlanCompiler compiler = new PlanCompiler(TinyRooms.all(), TinyRooms.ENVIRONMENT, Recorder.NONE);

    @Retry
    @Retention(RetentionPolicy.RUNTIME)
    @interface Remote {}

    @Remote
    @Retention(RetentionPolicy.RUNTIME)
    @interface Second {}

    @Retry
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @interface Handed {}

    @Retry
    static class ByClass implements Supplier<String> {
        public void open() {}

        public final void last() {}

        @Override
        public String get() {
            return "";
        }

        public boolean equals(String other) {
            return false;
        }

        void near() {}

        protected void below() {}

        public static void all() {}

        @Override
        public String toString() {
            return "";
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }

    @Test
    void aClassAnnotationReachesItsPublicInstanceMethods() {
        assertThat(guarded(ByClass.class)).containsExactly("equals(String)", "get()", "last()", "open()");
    }

    static class ByMethod implements Callable<Integer> {
        @Retry
        private void own() {}

        @Remote
        static void bundled() {}

        @Second
        final void twice() {}

        @Retry
        @Override
        public String toString() {
            return "";
        }

        @Retry
        @Override
        public Integer call() {
            Supplier<Integer> lambda = () -> 1;
            return lambda.get();
        }

        void unguarded() {}
    }

    @Test
    void aMethodAnnotationReachesAnyMethodOnce() {
        assertThat(guarded(ByMethod.class)).containsExactly("bundled()", "call()", "own()", "toString()", "twice()");
    }

    @Test
    void bridgesAreNotGuardedThoughTheyBearTheAnnotation() throws Exception {
        Method bridge = Stream.of(ByMethod.class.getDeclaredMethods())
                .filter(Method::isBridge)
                .findAny()
                .orElseThrow();
        assertThat(bridge.isAnnotationPresent(Retry.class)).isTrue();
        assertThat(compiler.guards(bridge)).isFalse();
    }

    abstract static class WithoutBodies {
        @Retry
        abstract void absent();

        @Retry
        native void elsewhere();
    }

    @Test
    void methodsWithoutABodyHaveNoPlan() {
        assertThat(guarded(WithoutBodies.class)).isEmpty();
    }

    @Retry
    record Point(int x) {
        public int twice() {
            return 2 * x;
        }
    }

    @Retry
    enum Size {
        SMALL;

        public int inches() {
            return 1;
        }
    }

    @Retry
    interface Port {
        int absent();

        default int present() {
            return inside();
        }

        private int inside() {
            return 1;
        }
    }

    @Test
    void recordsEnumsAndInterfacesAreClassesLikeOthers() {
        assertThat(guarded(Point.class)).containsExactly("twice()", "x()");
        assertThat(guarded(Size.class)).containsExactly("inches()");
        assertThat(guarded(Port.class)).containsExactly("present()");
    }

    static class Parent {
        @Retry
        void own() {}
    }

    static class Child extends Parent {
        @Override
        void own() {}
    }

    @Handed
    static class HandingParent {
        public void load() {}
    }

    static class HandedChild extends HandingParent {
        @Override
        public void load() {}
    }

    @Test
    void nothingIsInherited() {
        assertThat(guarded(Child.class)).isEmpty();
        assertThat(guarded(HandedChild.class)).isEmpty();
    }

    /** The names under which ajc leaves the bodies of woven methods. */
    static class LikeWoven {
        @Retry
        void load() {}

        @Retry
        static final void load_aroundBody0() {}

        @Retry
        static final void load_aroundBody1$advice() {}

        @Retry
        static void ajc$inlineAccess() {}
    }

    @Test
    void theWeaversOwnMembersAreNotGuarded() {
        assertThat(guarded(LikeWoven.class)).containsExactly("load()");
    }

    private List<String> guarded(Class<?> type) {
        List<Method> guarded = compiler.guarded(type);
        assertThat(guarded).allMatch(compiler::guards);
        return guarded.stream().map(Names::signature).toList();
    }
}
