/** Permits, lanes and doors under jcstress and Lincheck, and a twin of each with a bug that both must find. */
package io.selvedge.it.concurrency.gates;
