/** What JDK Flight Recorder is told, for as long as a recording asks for it. */
@NullMarked
package io.selvedge.runtime.jfr;

import org.jspecify.annotations.NullMarked;
