package io.selvedge.runtime.pages;

import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Reading;
import io.selvedge.runtime.policy.Rest;
import io.selvedge.runtime.policy.Site;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a page that runs on.
 *
 * <p>Thread-safe: only counts.
 */
final class PaginatedPolicy implements Policy {
    private final PaginatedConfig config;
    private final String method;
    private final CursorParameter parameter;
    private final Tally tally = new Tally();

    PaginatedPolicy(PaginatedConfig config, Site site) {
        this.config = config;
        this.method = site.target().name();
        this.parameter = CursorParameter.of(Objects.requireNonNull(site.target().method()));
    }

    @Override
    public Admission admit(Call call) {
        @Nullable Object[] arguments = call.arguments();
        return new Admission.Detach(rest -> new Admission.Answer(new RunningPage<>(source(rest, arguments))));
    }

    /** The deadline of the call that makes the page ends with it; who pulls brings one along. */
    private Source<Object> source(Rest rest, @Nullable Object[] arguments) {
        return new Source<>(
                new RestFetcher<>(rest.withoutDeadline(), method, parameter, arguments),
                () -> new Course(method, parameter, config, arguments[parameter.position()]),
                config,
                new Surroundings(method, rest.time(), rest.executor(), tally));
    }

    @Override
    public boolean readsValue() {
        return false;
    }

    @Override
    public boolean spreads() {
        return true;
    }

    @Override
    public boolean mayBePaused() {
        return false;
    }

    @Override
    public List<Reading> readings() {
        return tally.readings();
    }
}
