@NullMarked
package io.selvedge.samples.ownpolicy;

import org.jspecify.annotations.NullMarked;
