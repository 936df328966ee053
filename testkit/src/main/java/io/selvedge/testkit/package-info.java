/** What tests of policies, and of services that use them, need: time without waiting, and an eye on what happened. */
@NullMarked
package io.selvedge.testkit;

import org.jspecify.annotations.NullMarked;
