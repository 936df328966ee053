package io.selvedge.runtime.compile;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.annotations.Retry;
import io.selvedge.annotations.Timeout;
import io.selvedge.runtime.record.Recorder;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;

class LambdaMisuseTest {
    @Retry(maxRetries = -2)
    @Timeout("1s")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Faulty {}

    @Retry
    @Bulkhead
    @Retention(RetentionPolicy.RUNTIME)
    @interface Remote {}

    @Retention(RetentionPolicy.RUNTIME)
    @interface Bare {}

    @Remote
    @Retention(RetentionPolicy.RUNTIME)
    @interface Second {}

    @Second
    @Retention(RetentionPolicy.RUNTIME)
    @interface Third {}

    private final PlanCompiler compiler = new PlanCompiler(TinyRooms.all(), TinyRooms.ENVIRONMENT, Recorder.NONE);

    @Test
    void tellsEverythingThatIsWrongWithTheBundle() {
        Golden.misuse("lambda-settings", () -> compiler.plan("partner", Faulty.class, false, Brought.A_KEY));
    }

    @Test
    void refusesABundleWithoutPolicies() {
        Golden.misuse("lambda-bare", () -> compiler.plan("partner", Bare.class, false, Brought.NOTHING));
    }

    @Test
    void refusesPoliciesThatAreHiddenTooDeep() {
        Golden.misuse("lambda-deep", () -> compiler.plan("partner", Third.class, false, Brought.NOTHING));
    }

    @Test
    void refusesOneNameForTwoThings() {
        compiler.plan("partner", Remote.class, false, Brought.A_KEY);
        Golden.misuse("lambda-name", () -> compiler.plan("partner", Remote.class, false, Brought.NOTHING));
    }
}
