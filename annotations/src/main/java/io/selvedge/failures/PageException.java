package io.selvedge.failures;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The page that begins at some cursor could not be had, or cannot be gone on from.
 *
 * <p>Reason {@code failed}: never thrown, but attached as suppressed to the failure of the fetch, which itself leaves as
 * it is; {@link #in} finds it there, and the method may be called with its {@link #cursor()} to go on. Thrown are, for
 * what goes wrong with the pages themselves: {@code repeated_cursor}, a page names a cursor for the next that an earlier
 * page had, so that going on would never end; {@code wrong_cursor}, it names one that the method's parameter cannot
 * take; {@code no_page}, the method returned {@code null}.
 */
public final class PageException extends PolicyException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Object cursor;

    /**
     * A failure of one page.
     *
     * @param method the guarded method as the metrics name it
     * @param reason {@code failed}, {@code repeated_cursor}, {@code wrong_cursor} or {@code no_page}
     * @param cursor where the page begins
     */
    public PageException(String method, String reason, @Nullable Object cursor) {
        super(Origin.of(method, "paginated", reason));
        this.cursor = cursor;
    }

    /**
     * Where a failure stopped a run through pages, if it did.
     *
     * @param failure what an iterator, a stream or a publisher of a page has thrown or told
     */
    public static Optional<PageException> in(Throwable failure) {
        if (failure instanceof PageException own) {
            return Optional.of(own);
        }
        // The last one: the same instance may have been thrown for several pages.
        return Arrays.stream(failure.getSuppressed())
                .filter(PageException.class::isInstance)
                .map(PageException.class::cast)
                .reduce((earlier, later) -> later);
    }

    /**
     * Where the page begins; {@code null} if that was the argument, or if this has been deserialized. Not part of the
     * message, for it may be long, or private.
     */
    public @Nullable Object cursor() {
        return cursor;
    }

    /** False: pages before it may have been fetched, and so may this one. */
    @Override
    public boolean refusal() {
        return false;
    }

    @Override
    public String getMessage() {
        return switch (reason()) {
            case "repeated_cursor" ->
                "A page of " + method()
                        + " names a cursor for the next page that an earlier page had: going on would never end.";
            case "wrong_cursor" ->
                "A page of " + method() + " names a cursor for the next page that its parameter cannot take.";
            case "no_page" -> method() + " returned null for a page.";
            default -> method() + " could not give a page. Called with this one's cursor it goes on there.";
        };
    }
}
