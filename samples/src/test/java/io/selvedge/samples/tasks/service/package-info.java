@NullMarked
package io.selvedge.samples.tasks.service;

import org.jspecify.annotations.NullMarked;
