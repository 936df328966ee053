package io.selvedge.it.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.TestNG;

/**
 * Runs the whole of the TCK's {@code PublisherVerification}, every test of it a test here. What the TCK itself skips
 * fails, but for the rules that nobody can test ({@code untested_...}) and those that a publisher cannot be brought to.
 */
class ReactiveStreamsTest {
    /** So many tests are in version 1.0.4. */
    private static final int ALL = 38;

    /** A page that is there already cannot fail, and holds fewer than the two thousand million items one test wants. */
    private static final Set<String> NOT_OF_A_PLAIN_PAGE = Set.of(
            "optional_spec104_mustSignalOnErrorWhenFails",
            "required_spec109_mayRejectCallsToSubscribeIfPublisherIsUnableOrUnwillingToServeThemRejectionMustTriggerOnErrorAfterOnSubscribe",
            "required_spec317_mustNotSignalOnErrorWhenPendingAboveLongMaxValue");

    @TestFactory
    Stream<DynamicTest> a_page_that_runs_on() {
        return verify(WovenPageVerification.class, Set.of());
    }

    @TestFactory
    Stream<DynamicTest> a_page_that_runs_on_fetched_ahead() {
        return verify(PrefetchingPageVerification.class, Set.of());
    }

    @TestFactory
    Stream<DynamicTest> a_plain_page() {
        return verify(PlainPageVerification.class, NOT_OF_A_PLAIN_PAGE);
    }

    private static Stream<DynamicTest> verify(Class<? extends Verification> verification, Set<String> mayBeSkipped) {
        Results results = new Results();
        TestNG tck = new TestNG(false);
        tck.setTestClasses(new Class<?>[] {verification});
        tck.addListener(results);
        tck.setVerbose(0);
        tck.run();
        assertThat(results.all).hasSize(ALL);
        return results.all.stream()
                .map(result -> DynamicTest.dynamicTest(name(result), () -> check(result, mayBeSkipped)));
    }

    private static void check(ITestResult result, Set<String> mayBeSkipped) throws Throwable {
        boolean skippable = name(result).startsWith("untested_") || mayBeSkipped.contains(name(result));
        if (!result.isSuccess() && !(skippable && result.getStatus() == ITestResult.SKIP)) {
            throw new AssertionError(name(result), result.getThrowable());
        }
    }

    private static String name(ITestResult result) {
        return result.getMethod().getMethodName();
    }

    private static final class Results implements ITestListener {
        final List<ITestResult> all = new ArrayList<>();

        @Override
        public void onTestSuccess(ITestResult result) {
            all.add(result);
        }

        @Override
        public void onTestFailure(ITestResult result) {
            all.add(result);
        }

        @Override
        public void onTestSkipped(ITestResult result) {
            all.add(result);
        }
    }
}
