/** jcstress on the drivers' handshakes, from within their package: they are nobody else's business. */
package io.selvedge.runtime.drive;
