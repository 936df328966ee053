package io.selvedge.runtime.pages;

import io.selvedge.annotations.Cursor;
import io.selvedge.runtime.policy.Target;
import io.selvedge.values.Page;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The parameter that says where a page begins. Immutable.
 *
 * @param position which argument it is, from 0
 * @param type what it takes, boxed
 */
record CursorParameter(int position, Class<?> type) {

    /** The cursor of a method in which {@link #problems} found nothing. */
    static CursorParameter of(Method method) {
        int position = positions(method)[0];
        return new CursorParameter(position, boxed(method.getParameterTypes()[position]));
    }

    /** What is wrong with a method that is to run through pages, each in prose with its fix. */
    static List<String> problems(Target target) {
        Method method = target.method();
        if (method == null) {
            return List.of(
                    "@Paginated cannot guard a lambda: it needs a method with a parameter for the cursor. Write the fetch of one page as a method, and put it there.");
        }
        List<String> found = new ArrayList<>();
        if (method.getReturnType() != Page.class) {
            found.add(wrongReturn(method));
        }
        int cursors = positions(method).length;
        if (cursors != 1) {
            found.add(
                    cursors == 0
                            ? "@Paginated needs to know where a page begins: no parameter has @Cursor. Put @Cursor on the parameter that says it."
                            : "@Paginated follows one cursor, and %d parameters have @Cursor. Leave it on one of them, or put all that says where a page begins into one value."
                                    .formatted(cursors));
        }
        return found;
    }

    private static String wrongReturn(Method method) {
        String rule = "@Paginated needs a method that returns Page, and this one returns %s. "
                .formatted(method.getGenericReturnType().getTypeName());
        return CompletionStage.class.isAssignableFrom(method.getReturnType())
                ? rule
                        + "Return the Page itself, and wait for the stage in the body: callers who must not wait use publisher(), which fetches on the engine's threads."
                : rule + "Return io.selvedge.values.Page, made by Page.of(items, nextCursor) or Page.last(items).";
    }

    private static int[] positions(Method method) {
        return IntStream.range(0, method.getParameterCount())
                .filter(i -> Arrays.stream(method.getParameterAnnotations()[i]).anyMatch(Cursor.class::isInstance))
                .toArray();
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    /** The cursor as the parameter takes it, widened if Java would; {@code null} if it cannot be taken. */
    @Nullable Object fit(Object cursor) {
        if (type.isInstance(cursor)) {
            return cursor;
        }
        boolean small = cursor instanceof Integer || cursor instanceof Short || cursor instanceof Byte;
        if (type == Long.class && small) {
            return ((Number) cursor).longValue();
        }
        boolean smaller = cursor instanceof Short || cursor instanceof Byte;
        return type == Integer.class && smaller ? (Object) ((Number) cursor).intValue() : null;
    }

    /** The arguments with this cursor in its place. */
    @Nullable Object[] in(@Nullable Object[] arguments, @Nullable Object cursor) {
        @Nullable Object[] changed = arguments.clone();
        changed[position] = cursor;
        return changed;
    }
}
