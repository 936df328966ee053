/** jcstress on the timer, from within its package: its parts are nobody else's business. */
package io.selvedge.runtime.time;
