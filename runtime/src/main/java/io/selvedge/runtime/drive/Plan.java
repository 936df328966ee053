package io.selvedge.runtime.drive;

import io.selvedge.runtime.policy.Fitting;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.StageRecorder;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The compiled pipeline of one method: all that a call follows, in final fields but for those who listen.
 *
 * <p>A call follows the plan with which it has begun to its end. What operators pause is another plan, for the calls that
 * begin from then on: so a ticket always comes back to the policy that gave it, and while nothing is paused nobody asks.
 *
 * <p>Thread-safe. Immutable but for the recorders, and for which plan is {@linkplain #current() current}.
 */
public final class Plan {
    final Target target;
    final Stage[] stages;
    final Environment environment;
    final boolean readsValue;
    final boolean declaresInterrupted;
    /** Whether it matters on which object a call is. */
    final boolean showsSelf;
    /** Serves the calls that need no frame, once they are in. */
    final @Nullable Glance glance;

    private final boolean needsClosure;
    private final @Nullable Fitting fitting;
    // Neither final nor volatile, as in Stage.
    CallRecorder recorder;
    /** Lets calls in that need no frame; {@code null} also while somebody listens. */
    @Nullable Glance open;

    private volatile Plan current = this;

    /** @param stages outermost first, at least one */
    public Plan(Target target, List<Stage> stages, Environment environment, CallRecorder recorder) {
        this(target, stages, environment, recorder, anyNeedsClosure(stages));
    }

    private Plan(
            Target target, List<Stage> stages, Environment environment, CallRecorder recorder, boolean handedOver) {
        this.target = target;
        this.stages = stages.toArray(Stage[]::new);
        this.environment = environment;
        this.recorder = recorder;
        this.needsClosure = handedOver || target.returnsStage();
        boolean reads = false;
        boolean shows = false;
        Fitting first = null;
        for (Stage stage : this.stages) {
            reads |= stage.policy().readsValue();
            shows |= stage.policy().readsSelf();
            first = first == null ? stage.policy().fitting() : first;
        }
        this.readsValue = reads;
        this.showsSelf = shows || Overriding.isOverride(target.method());
        this.fitting = first;
        this.declaresInterrupted = target.declaresInterrupted();
        this.glance = Glance.ofOrNull(this);
        this.open = glanceIfUnheard();
    }

    public Target target() {
        return target;
    }

    public List<Stage> stages() {
        return List.of(stages);
    }

    /** Changes who is told how calls end; from then on each call is told that begins. Not at once with another change. */
    public void record(UnaryOperator<CallRecorder> change) {
        recorder = change.apply(recorder);
        heard();
    }

    /** Changes who is told what happens at a stage of this plan. Not at once with another change. */
    public void record(Stage stage, UnaryOperator<StageRecorder> change) {
        stage.record(change);
        heard();
    }

    /** The stages that are not paused are the same in both; all else is told to both. */
    private void heard() {
        open = glanceIfUnheard();
        Plan other = current;
        if (other != this) {
            other.recorder = recorder;
            other.open = other.glanceIfUnheard();
        }
    }

    private @Nullable Glance glanceIfUnheard() {
        return recorder == CallRecorder.NONE && isUnheard() ? glance : null;
    }

    private boolean isUnheard() {
        for (Stage stage : stages) {
            if (stage.recorder() != StageRecorder.NONE) {
                return false;
            }
        }
        return true;
    }

    private static boolean anyNeedsClosure(List<Stage> stages) {
        for (Stage stage : stages) {
            if (stage.policy().runsElsewhere() || stage.policy().spreads()) {
                return true;
            }
        }
        return false;
    }

    /** The plan with which calls are to begin now: this one, or one in which some policies are passed over. */
    public Plan current() {
        return current;
    }

    /** From now on calls begin without these policies of the plan. Not at once with another change. */
    public void passOver(Predicate<Policy> paused) {
        List<Stage> passing = Arrays.stream(stages)
                .map(stage -> paused.test(stage.policy()) ? stage.passedOver() : stage)
                .toList();
        current = passing.equals(stages()) ? this : new Plan(target, passing, environment, recorder, needsClosure);
    }

    /** Whether calls that begin now pass that stage over. */
    public boolean passesOver(int stage) {
        return current.stages[stage] != stages[stage];
    }

    /**
     * Whether the method must be handed over as a closure, because it may run on another thread, several times at once,
     * or with other arguments. Never changes.
     */
    public boolean needsClosure() {
        return needsClosure;
    }

    /** Whether a policy may run the method several times at once, later, or with other arguments. Never changes. */
    public boolean spreads() {
        return Arrays.stream(stages).map(Stage::policy).anyMatch(Policy::spreads);
    }

    /**
     * Runs a whole call.
     *
     * @param self the object on which the method is called, or {@code null}
     * @param arguments all arguments; not changed, not kept after the call
     * @param body the method itself; may be run several times, and on other threads
     * @return what the method is to return: for one that returns stages a {@link java.util.concurrent.CompletableFuture}
     * @throws Throwable the outcome, if that is a failure and the method returns no stage
     */
    public @Nullable Object run(@Nullable Object self, @Nullable Object[] arguments, Body body) throws Throwable {
        Body fitted = fitting == null ? body : own -> fitting.run(own, body::run);
        return target.returnsStage()
                ? StageCall.run(current, self, arguments, fitted)
                : BlockingCall.run(current, self, arguments, fitted);
    }

    /** Whether this plan's method overrides the other's, so that entering the other from here is a call of super. */
    boolean overrides(Plan other) {
        Method mine = target.method();
        Method theirs = other.target.method();
        return mine != null && theirs != null && Overriding.overrides(mine, theirs);
    }
}
