package io.selvedge.runtime.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OverridingTest {

    /** Of a library that is not there. */
    static class Gone {}

    static class Base {
        void takes(Gone gone) {}
    }

    static class Service extends Base {
        void call() {}
    }

    static class Alone {
        void call() {}
    }

    /** Defines the classes of this test itself, but for one. */
    private static final class Loader extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(Gone.class.getName())) {
                throw new ClassNotFoundException(name);
            }
            boolean own = name.startsWith(OverridingTest.class.getName());
            Class<?> before = findLoadedClass(name);
            return !own ? super.loadClass(name, resolve) : before == null ? define(name) : before;
        }

        private Class<?> define(String name) {
            String file = name.replace('.', '/') + ".class";
            try (InputStream stream = OverridingTest.class.getClassLoader().getResourceAsStream(file)) {
                byte[] bytes = Objects.requireNonNull(stream).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void a_method_overrides_nothing_where_nothing_is_above() throws Exception {
        assertThat(Overriding.isOverride(Alone.class.getDeclaredMethod("call"))).isFalse();
        assertThat(Overriding.isOverride(Service.class.getDeclaredMethod("call")))
                .isFalse();
    }

    @Test
    void a_class_above_that_cannot_tell_its_methods_is_taken_for_one_that_may_have_it() throws Exception {
        Class<?> service = new Loader().loadClass(Service.class.getName());
        assertThat(Overriding.isOverride(service.getDeclaredMethod("call"))).isTrue();
    }
}
