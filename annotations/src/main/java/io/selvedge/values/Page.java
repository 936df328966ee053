package io.selvedge.values;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Some of many items, and where the next ones begin: what a {@link io.selvedge.annotations.Paginated} method returns.
 *
 * <pre>{@code @Paginated(prefetch = 1) @Retry @Timeout("2s")
 * public Page<Task> tasks(String userId, @Cursor int page) {
 *   List<Task> found = client.fetch(userId, page);
 *   return found.isEmpty() ? Page.last(found) : Page.of(found, page + 1);
 * }
 *
 * try (Page<Task> tasks = service.tasks("ada", 0)) {
 *   for (Task task : tasks) { ... }                    // all of them, page by page
 * }
 * }</pre>
 *
 * <p><b>Made by the method's body</b>, and where nothing is woven, it is just that page: iterator, stream and publisher
 * give its own items and end, and {@link #nextCursor()} says whether there is more.
 *
 * <p><b>Handed out by a woven method</b> it runs on: iterator, stream and publisher go on through all following pages.
 * Nothing is fetched before it is pulled for, the next page only when it is needed (or ahead, where {@code prefetch}
 * says so), so memory follows the size of a page. Each iterator, stream and subscription starts over from the call's
 * own cursor and fetches for itself. {@link #items()} and {@link #nextCursor()} look at the first page, which is
 * fetched when one of them is first asked, and kept.
 *
 * <p><b>Failures.</b> What fails the fetch of a page, after all policies had their say, leaves from whoever pulled for
 * it: {@code hasNext}, {@code next}, the stream's terminal operation, {@code onError}; checked exceptions too, although
 * those do not declare them. It is the method's own failure, the same instance, with a
 * {@link io.selvedge.failures.PageException} as suppressed that tells the cursor of the page
 * ({@link io.selvedge.failures.PageException#in}). An iterator stays where it is: asked again, it tries the same page
 * anew. To go on in another run, call the method with that cursor.
 *
 * <p><b>Threads.</b> The page itself may be used by many; an iterator or a stream by one at a time. Iterators and
 * streams fetch on the thread that pulls, pages ahead and those for subscribers on threads of the engine's.
 *
 * <p><b>Deadlines.</b> A fetch for an iterator or a stream is part of the guarded call that the pulling thread is in at
 * that moment, if any: it inherits that call's deadline, and so that of the call which made the page as long as it is
 * pulled from within. After that call has returned, its deadline counts no more. Fetches for subscribers, who outlive
 * the call that subscribed, inherit none.
 *
 * @param <T> the items, never {@code null}
 */
public interface Page<T> extends Iterable<T>, AutoCloseable {

    /**
     * A page after which there is another.
     *
     * @param items in order, copied
     * @param nextCursor where the next page begins: what the method is to be given for its cursor; {@code null} if this
     *     is the last one. It must have {@code equals}, or be an array, and must not be changed any more
     */
    static <T> Page<T> of(Collection<? extends T> items, @Nullable Object nextCursor) {
        return new PlainPage<>(List.copyOf(items), nextCursor);
    }

    /**
     * A page after which there is none.
     *
     * @param items in order, copied
     */
    static <T> Page<T> last(Collection<? extends T> items) {
        return new PlainPage<>(List.copyOf(items), null);
    }

    /** The items of this page alone, in order, unmodifiable. */
    List<T> items();

    /**
     * Where the page after this one begins, empty if there is none: an argument for the method's cursor. As it was
     * given to {@link #of}: an {@code int} is an {@link Integer}, so {@code (int) page.nextCursor().orElseThrow()} is
     * one again.
     */
    Optional<Object> nextCursor();

    /** The items of this page and, where it runs on, of all that follow. */
    @Override
    Iterator<T> iterator();

    /**
     * As {@link #iterator()}, as a sequential stream. Closing the stream cancels its fetch under way; one that is
     * simply left lying holds nothing.
     */
    Stream<T> stream();

    /**
     * This page and, where it runs on, all that follow, each by itself: to store {@link #nextCursor()} after each, say,
     * so that a job can go on where it was stopped. The stream is as in {@link #stream()}.
     */
    Stream<Page<T>> pages();

    /**
     * As {@link #iterator()}, for subscribers, as many as there are, each from the beginning. Follows the Reactive
     * Streams: nothing is fetched beyond what is asked for (and ahead), and no thread waits for those who do not ask.
     */
    Flow.Publisher<T> publisher();

    /**
     * Cancels all fetches under way for this page, on whichever threads, interrupting them: whoever pulls meets a
     * {@link java.util.concurrent.CancellationException}, now and later. Closing twice, or a plain page, does nothing.
     */
    @Override
    void close();
}
