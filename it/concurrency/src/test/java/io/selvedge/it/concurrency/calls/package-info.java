/** jcstress on whole calls: what meets a cancellation is ended by it. */
package io.selvedge.it.concurrency.calls;
