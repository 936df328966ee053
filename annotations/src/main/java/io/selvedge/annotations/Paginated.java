package io.selvedge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes one page run on through all that follow: lazily, in constant memory, each page under the method's own policies.
 *
 * <pre>{@code @Paginated(prefetch = 1) @Retry @Timeout("2s")
 * public Page<Task> tasks(String userId, @Cursor int page) {
 *   List<Task> found = client.fetch(userId, page);
 *   return found.isEmpty() ? Page.last(found) : Page.of(found, page + 1);
 * }
 *
 * service.tasks("ada", 0).stream().filter(Task::open).limit(10).toList();       // fetches what that takes
 * }</pre>
 *
 * <p>The method returns a {@link io.selvedge.values.Page} for the one parameter with {@link Cursor}. Its body fetches a
 * single page, and that is all that an unwoven call gives. A woven call returns at once, having fetched nothing, a page
 * whose iterator, stream and publisher fetch one page after the other as they are pulled; {@link
 * io.selvedge.values.Page} tells how it is used, closed, and resumed after a failure.
 *
 * <p><b>Every fetch is a call of its own</b> to the policies inside: it is retried, limited in time, recorded by the
 * breaker and given a permit, page by page; nothing is held between two pages. A fetch runs on the thread that pulls;
 * with {@link #prefetch()} and for subscribers, on a thread of the engine's, with the caller's context where Micrometer's
 * context propagation is present.
 *
 * <p><b>A cursor that comes again</b> ends the run with a {@link io.selvedge.failures.PageException}, after the items of
 * the page that named it, in place of going round for ever. It is found at once if it is among the first 64 or the last
 * 64 cursors, and else after at most about three rounds: the memory for it is bounded (R. P. Brent, "An Improved Monte
 * Carlo Factorization Algorithm", BIT 20, 1980, section 3).
 *
 * <p><b>Order.</b> Outermost: whatever stands outside it would see only the call that makes the page and fetches
 * nothing. So does a {@link Timeout} on the calling method, unless the page is pulled from within it.
 *
 * <p><b>Refused before the first call:</b> values out of range; no parameter or several with {@link Cursor}; a method
 * that does not return {@code Page}, a stage of one included (a page fetches on other threads by itself, through its
 * publisher); lambdas.
 *
 * <p><b>Among the peers</b> none has it. Paginators of cloud clients (AWS, Google) are lazy like this, for their own
 * methods only; they retry each page inside the client, and most go round for ever on a repeated token.
 *
 * <p>Metrics: the {@code selvedge.paginated} meters, see docs/metrics.md.
 */
@Spreads
@Policy
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Paginated {
    /**
     * How many pages are fetched ahead while the one before is being read, beginning with the first pull; 0, the
     * default, fetches each only when it is needed. Not negative. They are fetched one after the other, since each names
     * the next.
     */
    int prefetch() default 0;

    /**
     * How many pages an iterator, stream or subscription reads at most, at least 1; -1, the default, means without end.
     * It then ends as if there were no more; the last of {@link io.selvedge.values.Page#pages()} tells the cursor to go on from.
     */
    int maxPages() default -1;

    /**
     * How many items an iterator, stream or subscription gives at most, at least 1; -1, the default, means without end. It
     * then ends as if there were no more. {@link io.selvedge.values.Page#pages()} gives pages whole and ends with the one in which
     * this is reached.
     */
    long maxItems() default -1;
}
