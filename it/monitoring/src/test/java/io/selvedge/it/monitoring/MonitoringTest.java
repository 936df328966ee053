package io.selvedge.it.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonObject;
import io.selvedge.it.monitoring.Dashboard.Query;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the dashboard and the rules ask, asked of a Prometheus that scrapes two services: the sample, which has callers and
 * its troubles, and the same service when nobody has called it yet.
 */
class MonitoringTest {
    private static final String BUSY = "tasks";
    private static final String IDLE = "idle";

    /** Needs a histogram, which the idle service does not keep. */
    private static final String PERCENTILE = "histogram_quantile";

    @TempDir
    static Path folder;

    private static final Deque<AutoCloseable> started = new ArrayDeque<>();
    private static Patience patience;
    private static URI scraped;
    private static Prometheus prometheus;

    @BeforeAll
    static void start() throws Exception {
        Program program = Program.prometheus();
        patience = new Patience(Duration.ofMinutes(5));
        Sample sample = started(Sample.start(folder, patience));
        IdleService idle = started(IdleService.start(Files.createDirectory(folder.resolve(IDLE))));
        Map<String, URI> jobs = Map.of(BUSY, sample.metrics(), IDLE, idle.metrics());
        scraped = sample.metrics();
        prometheus = started(Prometheus.start(program, folder, jobs, patience));
    }

    private static <T extends AutoCloseable> T started(T one) {
        started.push(one);
        return one;
    }

    @AfterAll
    static void end() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyQueryHasAnAnswerWhenNothingHasHappened() throws Exception {
        String method = methods(IDLE).get(0);
        return Dashboard.shipped().queries().stream()
                .filter(query -> !query.expr().contains(PERCENTILE))
                .map(query -> dynamicTest(
                        query.toString(),
                        () -> assertThat(answer(query.with(choice(IDLE, method))))
                                .as("not a number is no answer")
                                .noneMatch(figure -> figure.isNaN())));
    }

    /** And that without the zero which stands in where there is nothing: so the names and labels in it are real. */
    @TestFactory
    Stream<DynamicTest> everyQueryHasAnAnswerFromCallsAndTroubles() throws Exception {
        List<String> methods = methods(BUSY);
        return Dashboard.shipped().queries().stream()
                .map(Query::bare)
                .map(query -> dynamicTest(
                        query.toString(),
                        () -> patience.until(
                                "there is an answer to " + query.expr(),
                                answered -> answered,
                                () -> anyAnswers(query, methods))));
    }

    /** A panel of one method need not have an answer for each: not all retry. */
    private static boolean anyAnswers(Query query, List<String> methods) throws Exception {
        for (String method : query.expr().contains("$method") ? methods : List.of("")) {
            if (!prometheus.ask(query.with(choice(BUSY, method))).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** 5 stands for open and 1 for closed, in the panel's list of words and colours too. */
    @Test
    void aBreakerThatOpensIsShownAsOpen() throws Exception {
        Query states = Dashboard.shipped().queries().stream()
                .filter(query -> query.panel().equals("In which state is each breaker?"))
                .findFirst()
                .orElseThrow();
        String highest = "max_over_time((" + states.with(choice(BUSY, "")) + ")[2m:1s])";

        patience.until("a breaker opens", found -> found.contains(5.0), () -> prometheus.ask(highest));
        assertThat(answer(states.with(choice(IDLE, "")))).containsOnly(1.0);
    }

    @TestFactory
    Stream<DynamicTest> everyVariableHasValues() throws Exception {
        return Dashboard.shipped().variables().stream()
                .map(variable -> dynamicTest(
                        variable.panel(),
                        () -> patience.until(
                                "there are values of " + variable.expr(),
                                values -> !values.isEmpty(),
                                () -> prometheus.values(variable.with(choice(BUSY, ""))))));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleHasAnAnswer() throws Exception {
        return prometheus.rules().stream()
                .map(rule -> dynamicTest(rule.get("name").getAsString(), () -> answer(question(rule))));
    }

    /** An alert says nothing while its comparison does not hold; this way it says 0, if there is something to compare. */
    private static String question(JsonObject rule) {
        String expr = rule.get("query").getAsString();
        return rule.get("type").getAsString().equals("alerting")
                ? expr.replaceAll("(>=|<=|>|<) (\\d)", "$1 bool $2")
                : expr;
    }

    @TestFactory
    Stream<DynamicTest> everyRuleIsWell() throws Exception {
        return prometheus.rules().stream()
                .map(rule -> dynamicTest(rule.get("name").getAsString(), () -> {
                    JsonObject evaluated = patience.until(
                            "it is evaluated",
                            now -> !now.get("health").getAsString().equals("unknown"),
                            () -> named(rule.get("name").getAsString()));
                    assertThat(evaluated.get("health").getAsString())
                            .as("%s", evaluated)
                            .isEqualTo("ok");
                }));
    }

    private static JsonObject named(String rule) throws Exception {
        return prometheus.rules().stream()
                .filter(one -> one.get("name").getAsString().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsScrapedIsAsPrometheusLikesIt() throws Exception {
        Path text = folder.resolve("scraped.txt");
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(scraped).build(), BodyHandlers.ofFile(text));

        assertThat(text).content().contains("selvedge_calls_seconds_count");
        assertThat(Program.promtool().run(folder, text, "check", "metrics")).isEqualTo(new Program.Run(0, ""));
    }

    private static List<Double> answer(String expr) throws Exception {
        return patience.until("there is an answer to " + expr, all -> !all.isEmpty(), () -> prometheus.ask(expr));
    }

    /** All methods of that job, as soon as it has been scraped. */
    private static List<String> methods(String job) throws Exception {
        Query methods = Dashboard.shipped().variables().stream()
                .filter(variable -> variable.panel().equals("$method"))
                .findFirst()
                .orElseThrow();
        return patience.until(
                job + " has been scraped",
                found -> !found.isEmpty(),
                () -> prometheus.values(methods.with(choice(job, ""))));
    }

    private static Map<String, String> choice(String job, String method) {
        return Map.of("job", job, "instance", ".*", "method", method, "name", ".*", "__rate_interval", "1m");
    }
}
