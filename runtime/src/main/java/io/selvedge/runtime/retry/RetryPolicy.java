package io.selvedge.runtime.retry;

import io.selvedge.failures.RetryAfter;
import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.FailureTypes;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Verdict;
import io.selvedge.runtime.time.Time;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Decides after each attempt whether there is another one, and how long to wait before.
 *
 * <p>Thread-safe, immutable but for what it has learnt of a class: how far a call has come is told by its {@link Attempt},
 * what it met before by the call itself ({@link Call#triedAfter()}). So where waits are not drawn, all calls share the same few
 * attempts, and one that fails allocates nothing.
 */
final class RetryPolicy implements Policy {
    private static final Verdict.Keep RECOVERED = new Verdict.Keep("recovered");
    private static final Verdict.Keep NOT_RETRYABLE = new Verdict.Keep("not_retryable");
    private static final Verdict.Keep RETRIES_USED_UP = new Verdict.Keep("retries_used_up");
    private static final Verdict.Keep DURATION_USED_UP = new Verdict.Keep("duration_used_up");
    /** The drivers' own word for a wait that the deadline around the call leaves no time for. */
    private static final Verdict.Keep DEADLINE = new Verdict.Keep("deadline");

    private static final long UNKNOWN = -1;
    /** How many at most: those further on are rare. */
    private static final int KNOWN_RETRIES = 8;

    private final RetryConfig config;
    private final RetryIf retryIf;
    private final Time time;
    private final Attempt first;
    /** What is answered after a failure that does not say when to come back, by the retries before; as far as it is known. */
    private final Verdict.Again[] usual;
    /**
     * A class of failures that say nothing of when to come back. To find out that a class lacks an interface takes some
     * 10 ns, and most methods fail in one way.
     */
    private @Nullable Class<?> withoutHint;

    RetryPolicy(RetryConfig config, RetryIf retryIf, Time time) {
        this.config = config;
        this.retryIf = retryIf;
        this.time = time;
        this.first = new Attempt(0, config.backoff().initialNanos());
        this.usual = usual(config);
    }

    private static Verdict.Again[] usual(RetryConfig config) {
        if (!config.backoff().isSteady()) {
            return new Verdict.Again[0];
        }
        int known = config.maxRetries() == RetryConfig.WITHOUT_END
                ? KNOWN_RETRIES
                : Math.min(config.maxRetries(), KNOWN_RETRIES);
        return LongStream.rangeClosed(1, known)
                .mapToObj(retry -> {
                    long wait = config.backoff().bareNanos(retry);
                    return new Verdict.Again(wait, new Attempt(retry, wait));
                })
                .toArray(Verdict.Again[]::new);
    }

    @Override
    public Admission admit(Call call) {
        if (isLimited()) {
            call.startedNanos(); // so that it is known at the exit
        }
        return first;
    }

    @Override
    public Verdict settle(Call call, Pass pass, @Nullable Object value, @Nullable Throwable failure) {
        Attempt attempt = (Attempt) pass;
        return failure == null ? returned(call, attempt, value) : failed(call, attempt, failure);
    }

    private Verdict returned(Call call, Attempt attempt, @Nullable Object value) {
        try {
            if (retryIf.rejects(call, value)) {
                return next(call, attempt, UNKNOWN);
            }
        } catch (Throwable thrown) {
            return new Verdict.Replace(null, thrown, NOT_RETRYABLE.reason());
        }
        return attempt.retries() == 0 ? Verdict.keep() : RECOVERED;
    }

    private Verdict failed(Call call, Attempt attempt, Throwable failure) {
        Throwable judged = FailureTypes.judged(failure);
        long hint = hintNanos(judged);
        if (!isListed(judged, hint) || !agrees(call, failure, judged)) {
            return leave(call, attempt, failure, NOT_RETRYABLE);
        }
        Verdict verdict = next(call, attempt, hint);
        return verdict instanceof Verdict.Keep reason ? leave(call, attempt, failure, reason) : verdict;
    }

    private boolean isListed(Throwable judged, long hintNanos) {
        if (FailureTypes.isStop(judged) || config.which().abortOn().match(judged)) {
            return false;
        }
        FailureTypes retryOn = config.which().retryOn();
        return retryOn.isEmpty()
                ? judged instanceof Exception && (!FailureTypes.isRefusal(judged) || hintNanos >= 0)
                : retryOn.match(judged);
    }

    /** When the failure says to come back, negative if it does not. */
    private long hintNanos(Throwable judged) {
        if (judged.getClass() == withoutHint) {
            return UNKNOWN;
        }
        if (!(judged instanceof RetryAfter hint)) {
            withoutHint = judged.getClass();
            return UNKNOWN;
        }
        try {
            return hint.retryAfterNanos();
        } catch (RuntimeException bug) {
            attach(bug, judged);
            return UNKNOWN;
        }
    }

    /** What the user's method says; if it throws instead, the failure at hand leaves. */
    private boolean agrees(Call call, Throwable failure, Throwable judged) {
        try {
            return retryIf.accepts(call, judged);
        } catch (Throwable thrown) {
            attach(thrown, failure);
            return false;
        }
    }

    private Verdict next(Call call, Attempt attempt, long hintNanos) {
        if (config.maxRetries() != RetryConfig.WITHOUT_END && attempt.retries() >= config.maxRetries()) {
            return RETRIES_USED_UP;
        }
        Verdict.Again again = attempt.retries() < usual.length ? usual[(int) attempt.retries()] : drawn(attempt);
        long wait = Math.max(again.delayNanos(), hintNanos);
        if (isLimited() && config.maxDurationNanos() - (call.nanos() - call.startedNanos()) <= wait) {
            return DURATION_USED_UP;
        }
        if (call.deadlineNanos() != Call.NO_DEADLINE && call.deadlineNanos() - call.nanos() <= wait) {
            return DEADLINE;
        }
        return wait == again.delayNanos() ? again : new Verdict.Again(wait, again.pass());
    }

    private Verdict.Again drawn(Attempt attempt) {
        long retry = attempt.retries() + 1;
        long backoff = config.backoff().nanos(retry, attempt.waitedNanos(), time::random);
        return new Verdict.Again(backoff, new Attempt(retry, backoff));
    }

    private boolean isLimited() {
        return config.maxDurationNanos() != Long.MAX_VALUE;
    }

    /** The last true failure leaves; that a policy of ours refused one more attempt is a footnote to it. */
    private static Verdict leave(Call call, Attempt attempt, Throwable failure, Verdict.Keep reason) {
        if (attempt.retries() == 0 || !FailureTypes.isRefusal(FailureTypes.judged(failure))) {
            return reason;
        }
        Throwable lastTrue = call.triedAfter();
        if (lastTrue == null) {
            return reason;
        }
        attach(failure, lastTrue);
        return new Verdict.Replace(null, lastTrue, reason.reason());
    }

    /** One footnote of a kind is enough: a failure that its owner throws again and again must not grow. */
    private static void attach(Throwable footnote, Throwable failure) {
        if (footnote != failure && !hasOneLike(footnote, failure)) {
            failure.addSuppressed(footnote);
        }
    }

    private static boolean hasOneLike(Throwable footnote, Throwable failure) {
        return Arrays.stream(failure.getSuppressed()).anyMatch(known -> known.getClass() == footnote.getClass());
    }

    @Override
    public boolean readsValue() {
        return retryIf.readsValue();
    }

    @Override
    public boolean readsSelf() {
        return retryIf.asksAnybody();
    }

    @Override
    public @Nullable Pass standing() {
        return decidesAtAGlance() ? first : null;
    }

    @Override
    public boolean decidesAtAGlance() {
        return !isLimited() && !readsValue();
    }
}
