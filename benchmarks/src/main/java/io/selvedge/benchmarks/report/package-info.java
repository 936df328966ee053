/** From measurements to a table, a file and a page. */
package io.selvedge.benchmarks.report;
