/** The task service itself: what a backend team would write, and the part that is meant to be copied. */
@NullMarked
package io.selvedge.samples.tasks.service;

import org.jspecify.annotations.NullMarked;
