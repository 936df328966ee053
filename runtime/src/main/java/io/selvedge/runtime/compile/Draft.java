package io.selvedge.runtime.compile;

import io.selvedge.runtime.policy.Site;
import io.selvedge.runtime.policy.Target;
import java.lang.annotation.Annotation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be built for one subject.
 *
 * @param site the place as its own policies see it
 * @param parts outermost first
 * @param moved the {@code @PolicyOrder} that rearranged them, if any
 * @param named the policies that it named
 */
record Draft(
        Subject subject,
        Site site,
        List<Part<?, ?>> parts,
        @Nullable Written moved,
        List<Class<? extends Annotation>> named) {

    Target target() {
        return site.target();
    }

    String instance(Part<?, ?> part) {
        return part.shared() ? part.sharedAs() : target().name();
    }

    Site siteOf(Part<?, ?> part) {
        return new Site(target(), site.owner(), instance(part), site.keys(), site.time(), site.housekeeping());
    }
}
