package io.selvedge.runtime.pages;

import io.selvedge.annotations.Cursor;
import io.selvedge.annotations.Paginated;
import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;

/** The room of {@link Paginated}. Stateless. */
public final class PaginatedRoom implements Room<Paginated, PaginatedConfig> {

    @Override
    public String name() {
        return "paginated";
    }

    @Override
    public Class<Paginated> annotation() {
        return Paginated.class;
    }

    @Override
    public PaginatedConfig configure(Paginated annotation, Site site) {
        List<String> problems = new ArrayList<>(CursorParameter.problems(site.target()));
        try {
            PaginatedConfig config = PaginatedConfig.from(annotation);
            if (problems.isEmpty()) {
                return config;
            }
        } catch (BadDefinition values) {
            problems.addAll(0, values.problems());
        }
        throw new BadDefinition(problems);
    }

    @Override
    public List<Class<? extends Annotation>> marks() {
        return List.of(Cursor.class);
    }

    @Override
    public String reason() {
        return "each page fetch is a call of its own";
    }

    @Override
    public Policy open(PaginatedConfig config, Site site) {
        return new PaginatedPolicy(config, site);
    }
}
