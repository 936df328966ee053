/** Lincheck on what gates lend, from within their package: pockets are nobody else's business. */
package io.selvedge.runtime.gate;
