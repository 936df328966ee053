/**
 * Selvedge in a Guice application: install {@link io.selvedge.guice.SelvedgeModule} and every class that the injector
 * brings is checked, compiled and served by one engine, or the injector is not created.
 */
@NullMarked
package io.selvedge.guice;

import org.jspecify.annotations.NullMarked;
