/** The annotations that guard a method. */
package io.selvedge.annotations;
