/** jcstress on the cursors from which workers pull. */
package io.selvedge.runtime.fanout;
