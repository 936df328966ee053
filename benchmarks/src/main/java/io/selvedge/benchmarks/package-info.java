/** The comparison: which work is measured, by whom it is done, and the harness that times it. */
package io.selvedge.benchmarks;
