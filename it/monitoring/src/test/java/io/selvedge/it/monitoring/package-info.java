/** The shipped dashboard and rules, asked of a real Prometheus that scrapes the sample. */
@NullMarked
package io.selvedge.it.monitoring;

import org.jspecify.annotations.NullMarked;
