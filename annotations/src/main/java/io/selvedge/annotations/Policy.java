package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an annotation type as a policy: whoever carries it is guarded.
 *
 * <p>The weaver weaves every method that bears an annotation with this mark, be it on the method, on its class, or on
 * another annotation of theirs (a bundle, see {@linkplain io.selvedge.annotations the package}), and the Guice module
 * looks for the same mark when it proves that nothing was left unwoven. All policies of this package carry it.
 *
 * <p>Mark an annotation of your own with it to make it a policy. It must be kept at run time, and the engine must have
 * been told which policy serves it, otherwise the methods that bear it are refused before their first call:
 *
 * <pre>{@code @Policy @Retention(RetentionPolicy.RUNTIME) @Target({ElementType.METHOD, ElementType.TYPE})
 * public @interface Audited { String value(); }
 * }</pre>
 *
 * <p>An annotation that only bundles policies needs no mark of its own.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
public @interface Policy {}
