package io.selvedge.guice;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The classes and interfaces whose methods an object may run, as far as people wrote them. */
final class Ancestry {
    /** Classes that are made at run time repeat the annotations of what they extend, and mean nothing by it. */
    private static final List<String> MARKS_OF_GENERATORS = List.of(
            "$$EnhancerByGuice$$", "$$EnhancerBy", "$$SpringCGLIB$$", "$$FastClass", "$MockitoMock$", "$ByteBuddy$");

    private Ancestry() {}

    /** The class, its superclasses, then its interfaces; without the platform's and without generated ones. */
    static Set<Class<?>> of(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        List<Class<?>> interfaces = new ArrayList<>();
        for (@Nullable Class<?> each = type; each != null; each = each.getSuperclass()) {
            found.add(each);
            interfaces.addAll(List.of(each.getInterfaces()));
        }
        interfaces.forEach(each -> addInterfaces(each, found));
        found.removeIf(each -> platform(each) || generated(each));
        return found;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> found) {
        if (found.add(type)) {
            Stream.of(type.getInterfaces()).forEach(each -> addInterfaces(each, found));
        }
    }

    private static boolean platform(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    static boolean generated(Class<?> type) {
        return type.isSynthetic()
                || type.isHidden()
                || Proxy.isProxyClass(type)
                || MARKS_OF_GENERATORS.stream().anyMatch(type.getName()::contains);
    }

    /** Whether Guice made this class to intercept the methods of the one that it extends. */
    static boolean intercepted(Class<?> type) {
        return type.getName().contains(MARKS_OF_GENERATORS.get(0));
    }
}
