/** The single flight under jcstress and Lincheck, from within its package, and twins with a bug that must be found. */
package io.selvedge.runtime.singleflight;
