package io.selvedge.runtime.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Reading;
import io.selvedge.runtime.policy.Target;
import io.selvedge.runtime.record.CallRecorder;
import io.selvedge.runtime.record.Recorder;
import io.selvedge.runtime.record.StageRecorder;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Measures with Micrometer. docs/metrics.md lists the meters, their tags and what they tell.
 *
 * <p>The timers of a method's calls are in the registry as soon as the method is bound, so that rates start from zero;
 * the meter of an event comes with the first such event. Recording allocates nothing and looks nothing up by name. Tag
 * values are bounded: a policy's reasons to 32 for each method, and keys are never among them.
 *
 * <p>Several recorders may share a registry. What they count of the same method adds up in one meter, which stays until
 * the last of them is closed. Of two policies with the same name the second is shown as "name#2", and a warning says so.
 *
 * <p>Thread-safe. Throws nothing: failures of the registry are logged, once as a warning and then for debugging, and
 * what it does not take is not measured.
 */
public final class MicrometerRecorder implements Recorder {
    private final Options options;
    private final Complaints complaints = new Complaints(LoggerFactory.getLogger(MicrometerRecorder.class));
    private final OwnMeters meters;

    /** Measures what {@link Options#standard()} says. */
    public MicrometerRecorder(MeterRegistry registry) {
        this(registry, Options.standard());
    }

    /** @param registry closed by whoever made it; this only takes its own meters out again */
    public MicrometerRecorder(MeterRegistry registry, Options options) {
        this.options = options;
        this.meters = new OwnMeters(registry, complaints);
    }

    @Override
    public CallRecorder calls(Target target) {
        CallMeters calls = new CallMeters(meters, target.name(), options.histogram());
        return options.histogram() ? calls : calls.shown();
    }

    @Override
    public StageRecorder stage(Target target, String room) {
        return new StageMeters(meters, target.name(), room);
    }

    @Override
    public void instance(String room, String instance, Policy policy) {
        meters.show(room, instance, readingsOf(room, policy));
    }

    private List<Reading> readingsOf(String room, Policy policy) {
        try {
            return policy.readings();
        } catch (Throwable thrown) {
            complaints.about("A policy of the room \"" + room + "\" does not say what it shows", thrown);
            return List.of();
        }
    }

    /** Takes out of the registry what no other open recorder uses. Closing twice does nothing. */
    @Override
    public void close() {
        meters.close();
    }

    /**
     * What may be measured beyond the standard.
     *
     * @param histogram whether {@code selvedge.calls} is published with its histogram, from which percentiles can be
     *     computed over any number of machines; some 70 series for each method and outcome, so the timer of an outcome
     *     then comes with the first call that ends so
     */
    public record Options(boolean histogram) {

        /** No histogram. */
        public static Options standard() {
            return new Options(false);
        }
    }
}
