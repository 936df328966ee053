/**
 * The room of {@link io.selvedge.annotations.Paginated}: one page that runs on through all that follow.
 *
 * <p><b>What it does.</b> Has the driver hand over what lies behind its door and answers with a {@code RunningPage},
 * which runs that once for each page. A {@code Course} says where the next page begins, a {@code Feed} hands pages from
 * whoever fetches to the one who reads, a {@code Reader} is the blocking side of that and a {@code PageSubscription}
 * the other.
 *
 * <p><b>Refuses</b> nothing. {@link io.selvedge.failures.PageException} tells what is wrong with the pages themselves.
 *
 * <p><b>Readings:</b> {@code pages.fetched}, {@code pages.read}, {@code items.read}. What was fetched and not read was
 * fetched ahead for nobody.
 *
 * <p><b>Place in the order:</b> outermost, since each page fetch is a call of its own.
 */
@NullMarked
package io.selvedge.runtime.pages;

import org.jspecify.annotations.NullMarked;
