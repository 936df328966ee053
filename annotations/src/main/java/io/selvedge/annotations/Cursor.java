package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the parameter of a {@link Paginated} method that says where a page begins: a page number, an offset, the last
 * id seen, a token of the remote side's.
 *
 * <p>It may be of any type. The caller's argument is where the first page begins, {@code null} included; each further
 * page is fetched with what the page before it named as its
 * {@linkplain io.selvedge.values.Page#nextCursor() next cursor}, all other arguments staying the same objects. A next
 * cursor must fit the parameter; a smaller whole number is widened, as Java would ({@code int} for a {@code long}).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Cursor {}
