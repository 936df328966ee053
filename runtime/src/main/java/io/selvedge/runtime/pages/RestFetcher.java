package io.selvedge.runtime.pages;

import io.selvedge.failures.PageException;
import io.selvedge.runtime.policy.Rest;
import io.selvedge.values.Page;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Fetches by running the method with another cursor, behind its policies. Immutable. */
final class RestFetcher<T> implements Fetcher<T> {
    private final Rest rest;
    private final String method;
    private final CursorParameter parameter;
    private final @Nullable Object[] arguments;

    /** @param arguments those of the call; not changed */
    RestFetcher(Rest rest, String method, CursorParameter parameter, @Nullable Object[] arguments) {
        this.rest = rest;
        this.method = method;
        this.parameter = parameter;
        this.arguments = arguments;
    }

    @Override
    public Page<T> fetch(@Nullable Object cursor) throws Throwable {
        return plain(rest.run(parameter.in(arguments, cursor)), cursor);
    }

    @Override
    public Rest.Errand start(@Nullable Object cursor, BiConsumer<@Nullable Page<T>, @Nullable Throwable> ended) {
        return rest.start(parameter.in(arguments, cursor), (value, failure) -> {
            if (failure == null) {
                tell(value, cursor, ended);
            } else {
                ended.accept(null, failure);
            }
        });
    }

    private void tell(
            @Nullable Object value, @Nullable Object cursor, BiConsumer<@Nullable Page<T>, @Nullable Throwable> ended) {
        Page<T> page;
        try {
            page = plain(value, cursor);
        } catch (Throwable failure) {
            ended.accept(null, failure);
            return;
        }
        ended.accept(page, null);
    }

    /** One page alone: the body may have been given one that runs on, by a method that is paginated too. */
    @SuppressWarnings("unchecked") // The method's return type says so.
    private Page<T> plain(@Nullable Object value, @Nullable Object cursor) {
        if (value == null) {
            throw new PageException(method, "no_page", cursor);
        }
        Page<T> page = (Page<T>) value;
        return Page.of(page.items(), page.nextCursor().orElse(null));
    }

    @Override
    public Fetcher<T> here() {
        return new RestFetcher<>(rest.here(), method, parameter, arguments);
    }
}
