package io.selvedge.runtime.singleflight;

import io.selvedge.annotations.Cursor;
import io.selvedge.annotations.Each;
import io.selvedge.annotations.FanOut;
import io.selvedge.annotations.Key;
import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.runtime.policy.Carried;
import io.selvedge.runtime.policy.Target;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.BaseStream;

/** The settings of a method whose callers share a run: there are none. */
public record SingleFlightConfig() {
    private static final List<Class<?>> USED_ONCE = List.of(BaseStream.class, Iterator.class, AutoCloseable.class);

    /**
     * The settings for that method.
     *
     * @throws BadDefinition if what it returns cannot be shared, or calls of it differ that would share
     */
    static SingleFlightConfig on(Target target) {
        if (target.bringsElements() || anyWithoutKey(target, Each.class)) {
            throw refused(
                    "shares one run among all slices of a fan-out, and each of them is to have its own. Put @Key beside @Each, so that equal slices share");
        }
        if (anyWithoutKey(target, Cursor.class)) {
            throw refused(
                    "shares one run among all pages, and each of them is to have its own. Put @Key beside @Cursor, so that equal cursors share");
        }
        if (runsBranches(target)) {
            throw refused(
                    "shares one run among all branches of a fan-out, which differ in nothing but the method that they run. Put it on the methods that the branches call");
        }
        if (target.takes(Cursor.class)) {
            return new SingleFlightConfig();
        }
        for (Class<?> type : USED_ONCE) {
            if (target.gives(type)) {
                throw refused(
                        "hands one value to all who share a run, and a value of type %s can be used by one of them only. Return what is immutable, such as a List or a record"
                                .formatted(type.getSimpleName()));
            }
        }
        return new SingleFlightConfig();
    }

    private static BadDefinition refused(String why) {
        return new BadDefinition(List.of("@SingleFlight " + why + ", or remove @SingleFlight."));
    }

    private static boolean runsBranches(Target target) {
        Method method = target.method();
        return method != null && Carried.by(method, FanOut.class).stream().anyMatch(one -> one.branches().length > 0);
    }

    private static boolean anyWithoutKey(Target target, Class<? extends Annotation> mark) {
        Method method = target.method();
        return method != null
                && Arrays.stream(method.getParameters())
                        .anyMatch(one -> one.isAnnotationPresent(mark) && !one.isAnnotationPresent(Key.class));
    }
}
