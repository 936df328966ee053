package io.selvedge.it.weaving;

import io.selvedge.annotations.Cursor;
import io.selvedge.annotations.Paginated;
import io.selvedge.values.Page;
import java.util.List;

/** A default method is woven where it stands. */
interface PagedDefault {
    @Paginated
    default Page<Long> ofInterface(@Cursor long number) {
        return number == 2 ? Page.last(List.of(number)) : Page.of(List.of(number), number + 1);
    }
}
