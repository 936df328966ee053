/** The Reactive Streams TCK on what pages publish. */
@NullMarked
package io.selvedge.it.tck;

import org.jspecify.annotations.NullMarked;
