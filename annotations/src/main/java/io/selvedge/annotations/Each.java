package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the parameter whose elements a {@link FanOut} spreads over its children.
 *
 * <pre>{@code @FanOut(concurrency = 5, batch = 50)
 * List<Task> load(@Each List<Long> ids) { ... }
 * }</pre>
 *
 * <p>Its declared type is {@code List}, {@code Set}, {@code Collection}, {@code Iterable}, {@code Iterator},
 * {@code Stream} or an array, of objects or primitives, {@code long...} included. The body is given slices of that very
 * type, in the order of the input; other parameters go to every child as they are. Slices cannot be changed and are not
 * kept by the engine; an array is a copy.
 *
 * <p><b>How the input is read.</b> Each element once. Lists with random access and arrays by their index, while the call
 * runs: do not change them meanwhile. Other collections are copied at the start. An {@code Iterable}, {@code Iterator}
 * or {@code Stream} is read on demand, by one thread at a time, though not always the same, so it may be longer than the
 * memory; where the result is a {@code Stream}, only by the thread that consumes it. Nulls and duplicates are elements
 * like any other. If reading fails, the call fails with that, whatever the join.
 *
 * <p>A parameter that is {@code null} is not spread: the body is called once, with the {@code null}.
 *
 * <p>One parameter of a method may have it, and the method has a {@link FanOut} without branches; else it is refused
 * before the first call.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Each {}
