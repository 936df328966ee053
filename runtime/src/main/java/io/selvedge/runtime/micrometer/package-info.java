/** The only package that knows Micrometer. */
@NullMarked
package io.selvedge.runtime.micrometer;

import org.jspecify.annotations.NullMarked;
