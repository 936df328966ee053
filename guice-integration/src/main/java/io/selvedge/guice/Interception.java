package io.selvedge.guice;

import com.google.inject.ProvisionException;
import com.google.inject.matcher.Matcher;
import com.google.inject.spi.InjectionListener;
import com.google.inject.spi.Message;
import com.google.inject.spi.TypeEncounter;
import io.selvedge.runtime.Engine;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has Guice intercept methods that were not woven. Stateless. */
final class Interception {
    private Interception() {}

    /**
     * Has Guice intercept what it can reach.
     *
     * @param type a class of which Guice makes objects, or into whose objects it injects
     * @param unwoven methods of the class and of what it inherits from
     * @return those that it cannot reach, and what is in the way
     */
    static <T> Map<Method, String> bind(Class<? super T> type, List<Method> unwoven, TypeEncounter<T> encounter) {
        Map<Method, String> outOfReach = new LinkedHashMap<>();
        Map<Method, String> bound = new LinkedHashMap<>();
        for (Method method : unwoven) {
            String obstacle = obstacle(method, type);
            if (obstacle == null) {
                encounter.bindInterceptor(new One(method), new PolicyInterceptor(method));
                bound.put(method, "Guice has injected the object, but has not made it");
            } else {
                outOfReach.put(method, obstacle);
            }
        }
        if (!bound.isEmpty()) {
            encounter.register(refusing(bound));
        }
        return outOfReach;
    }

    private static @Nullable String obstacle(Method method, Class<?> type) {
        if (Engine.needsWeaving(method)) {
            return "a policy runs the method with other arguments or several times at once, which only woven code can";
        }
        int modifiers = method.getModifiers();
        if (Modifier.isPrivate(modifiers)) {
            return "the method is private";
        }
        if (Modifier.isStatic(modifiers)) {
            return "the method is static";
        }
        if (Modifier.isFinal(modifiers)) {
            return "the method is final";
        }
        if (Modifier.isFinal(type.getModifiers())) {
            return "the class " + type.getName() + " is final";
        }
        boolean samePackage = method.getDeclaringClass().getPackageName().equals(type.getPackageName());
        return samePackage || (modifiers & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0
                ? null
                : "the method is package-private, and " + type.getName() + " is in another package";
    }

    /** Guice hears nothing of how an object was made that it only injects into: toInstance, injectMembers. */
    private static InjectionListener<Object> refusing(Map<Method, String> bound) {
        return injected -> {
            if (!Ancestry.intercepted(injected.getClass())) {
                throw new ProvisionException(
                        Wording.outOfReach(bound).map(Message::new).stream().toList());
            }
        };
    }

    /** Why methods are out of reach on an object that was not made by Guice. */
    static Map<Method, String> notMade(List<Method> unwoven, String how) {
        Map<Method, String> outOfReach = new LinkedHashMap<>();
        unwoven.forEach(method -> outOfReach.put(method, how));
        return outOfReach;
    }

    private static final class One implements Matcher<Method> {
        private final Method method;

        One(Method method) {
            this.method = method;
        }

        @Override
        public boolean matches(Method other) {
            return method.equals(other);
        }
    }
}
