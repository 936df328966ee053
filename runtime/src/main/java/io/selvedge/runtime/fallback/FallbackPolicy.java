package io.selvedge.runtime.fallback;

import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.FailureTypes;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has another method answer for a failure (F1, F4). Immutable. */
final class FallbackPolicy implements Policy {
    private static final Verdict.Keep NOT_APPLIED = new Verdict.Keep("not_applied");

    private final FallbackConfig config;
    private final List<Answer> answers;

    FallbackPolicy(FallbackConfig config, List<Answer> answers) {
        this.config = config;
        this.answers = answers;
    }

    @Override
    public Admission admit(Call call) {
        return Pass.FREE;
    }

    @Override
    public Verdict settle(Call call, Pass pass, @Nullable Object value, @Nullable Throwable failure) {
        return failure == null ? Verdict.keep() : failed(call, FailureTypes.judged(failure));
    }

    private Verdict failed(Call call, Throwable judged) {
        Answer best = config.applies(judged) ? best(judged) : null;
        return best == null ? NOT_APPLIED : best.instead(call, judged);
    }

    private @Nullable Answer best(Throwable judged) {
        Answer best = null;
        for (Answer answer : answers) {
            if (answer.answersFor(judged) && (best == null || answer.isMoreSpecificThan(best))) {
                best = answer;
            }
        }
        return best;
    }

    @Override
    public boolean readsValue() {
        return false;
    }

    @Override
    public Pass standing() {
        return Pass.FREE;
    }

    @Override
    public boolean decidesAtAGlance() {
        return true;
    }
}
