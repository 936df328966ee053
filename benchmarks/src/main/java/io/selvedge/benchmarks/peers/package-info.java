/** The same work, guarded by hand, by Selvedge, and by other libraries: one class for each. */
package io.selvedge.benchmarks.peers;
