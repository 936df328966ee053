package io.selvedge.runtime.weave;

import io.selvedge.runtime.Engine;
import io.selvedge.runtime.drive.Plan;
import io.selvedge.runtime.memory.StackRoom;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.reflect.MethodSignature;
import org.jspecify.annotations.Nullable;

/**
 * Finds the plan of a woven method from the static part that the weaver left in its class.
 *
 * <p>Called by woven code only. Thread-safe.
 */
public final class Plans {
    /*
     * The first call of a method asks the engine that serves its class, and puts a BoundPart in the place of the static
     * part; every later call finds the plan there. That leans on the name and shape of a field that ajc generates, and
     * on reflection, which a named module may refuse. So there is the table, always: it is slower by a few nanoseconds
     * and needs nothing. Interfaces keep their static parts in final fields and are always served by it.
     *
     * When engines come, go, or change which classes they serve, and when a policy is paused or not any more, the epoch
     * changes, and every part is bound anew.
     */
    private static final Map<JoinPoint.StaticPart, BoundPart> TABLE = new ConcurrentHashMap<>();

    /**
     * Binding takes locks of the engine's, loads classes and has some made: where a thread's stack ends in one of these,
     * others find the lock taken, or the class broken, for ever. In bytes.
     */
    private static final int ROOM = 64 * 1024;

    private Plans() {}

    /**
     * The plan of the method that this static part stands for.
     *
     * @throws io.selvedge.failures.MisuseException if the definitions in the method's class cannot work
     * @throws StackOverflowError if that is to be found out, and the thread's stack has no room for it
     */
    public static Plan of(JoinPoint.StaticPart part) {
        if (part instanceof BoundPart bound) {
            BoundPart.Binding binding = bound.binding();
            return binding.epoch() == Engine.epoch() ? binding.plan() : bindAnew(bound);
        }
        return fromTable(part);
    }

    private static Plan fromTable(JoinPoint.StaticPart part) {
        BoundPart bound = TABLE.get(part);
        if (bound != null) {
            return of(bound);
        }
        BoundPart fresh = new BoundPart(part, bind(part));
        if (!putInPlace(part, fresh)) {
            TABLE.putIfAbsent(part, fresh);
        }
        return fresh.binding().plan();
    }

    private static Plan bindAnew(BoundPart bound) {
        BoundPart.Binding binding = bind(bound.original());
        bound.bind(binding);
        return binding.plan();
    }

    /** The epoch is read first: if it changes meanwhile, the next call binds anew. */
    private static BoundPart.Binding bind(JoinPoint.StaticPart part) {
        StackRoom.require(ROOM);
        int epoch = Engine.epoch();
        Method method = ((MethodSignature) part.getSignature()).getMethod();
        return new BoundPart.Binding(
                Engine.serving(method.getDeclaringClass()).plan(method).current(), epoch);
    }

    private static boolean putInPlace(JoinPoint.StaticPart part, BoundPart bound) {
        try {
            Field field = fieldOf(part);
            if (field == null) {
                return false;
            }
            field.set(null, bound);
            return true;
        } catch (ReflectiveOperationException | RuntimeException refused) {
            return false;
        }
    }

    private static @Nullable Field fieldOf(JoinPoint.StaticPart part) throws ReflectiveOperationException {
        for (Field field : part.getSourceLocation().getWithinType().getDeclaredFields()) {
            if (field.getType() == JoinPoint.StaticPart.class
                    && (field.getModifiers() & (Modifier.STATIC | Modifier.FINAL)) == Modifier.STATIC) {
                field.setAccessible(true);
                if (field.get(null) == part) {
                    return field;
                }
            }
        }
        return null;
    }
}
