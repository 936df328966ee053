/** How much extra work calls may cause: what each call earns, and what time earns besides. */
@NullMarked
package io.selvedge.runtime.budget;

import org.jspecify.annotations.NullMarked;
