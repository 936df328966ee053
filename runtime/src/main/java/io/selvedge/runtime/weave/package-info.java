/** Where woven methods meet the engine. The only package that knows AspectJ. */
@NullMarked
package io.selvedge.runtime.weave;

import org.jspecify.annotations.NullMarked;
