/** A page on loopback that shows guarded methods live: {@link io.selvedge.console.Console#start}. */
@NullMarked
package io.selvedge.console;

import org.jspecify.annotations.NullMarked;
