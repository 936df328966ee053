package io.selvedge.it.monitoring;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A Prometheus of this test's own, on a free port, which scrapes and evaluates each second; ended by {@link #close}. */
final class Prometheus implements AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("msg=\"Listening on\" address=(127\\.0\\.0\\.1:\\d+)");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;

    private Prometheus(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts it with the rules that are shipped.
     *
     * @param folder for its configuration, its data and what it says
     * @param jobs what it scrapes, by the names that it gives them
     */
    static Prometheus start(Program program, Path folder, Map<String, URI> jobs, Patience patience) throws Exception {
        Path said = folder.resolve("prometheus.txt");
        Path configuration = Files.writeString(folder.resolve("prometheus.yml"), configuration(jobs));
        Process process = program.start(
                said,
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:0");
        try {
            String address = patience.until(
                            "Prometheus listens", Optional<String>::isPresent, () -> address(process, said))
                    .orElseThrow();
            return new Prometheus(process, URI.create("http://" + address));
        } catch (Exception | AssertionError e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static String configuration(Map<String, URI> jobs) {
        return "global: {scrape_interval: 1s, evaluation_interval: 1s}\n"
                + "rule_files: ['" + Shipped.RULES + "']\n"
                + "scrape_configs:\n"
                + jobs.entrySet().stream()
                        .map(job -> "  - {job_name: " + job.getKey() + ", static_configs: [{targets: ['"
                                + job.getValue().getAuthority() + "']}]}\n")
                        .collect(Collectors.joining());
    }

    private static Optional<String> address(Process process, Path said) throws IOException {
        boolean ended = !process.isAlive();
        String text = Files.readString(said);
        if (ended) {
            throw new AssertionError("Prometheus has ended:\n" + text);
        }
        Matcher listens = LISTENS.matcher(text);
        return listens.find() ? Optional.of(listens.group(1)) : Optional.empty();
    }

    /** The figures that answer a question now, one for each series. */
    List<Double> ask(String expr) throws IOException, InterruptedException {
        JsonArray series = get("query?query=" + encoded(expr)).getAsJsonObject().getAsJsonArray("result");
        return objects(series)
                .map(one -> one.getAsJsonArray("value").get(1).getAsString())
                .map(Prometheus::number)
                .toList();
    }

    /** As Prometheus writes infinity, Java does not read it. */
    private static double number(String text) {
        return Double.parseDouble(text.replace("Inf", "Infinity"));
    }

    /**
     * What Grafana offers for a variable.
     *
     * @param definition such as {@code label_values(some_metric, label)}
     */
    List<String> values(String definition) throws IOException, InterruptedException {
        Matcher parts = LABEL_VALUES.matcher(definition);
        if (!parts.matches()) {
            throw new AssertionError("No label_values: " + definition);
        }
        JsonElement values = get("label/" + parts.group(2) + "/values?match%5B%5D=" + encoded(parts.group(1)));
        return StreamSupport.stream(values.getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsString)
                .toList();
    }

    /** The rules that it has loaded, as it tells them. */
    List<JsonObject> rules() throws IOException, InterruptedException {
        return objects(get("rules").getAsJsonObject().getAsJsonArray("groups"))
                .flatMap(group -> objects(group.getAsJsonArray("rules")))
                .toList();
    }

    private JsonElement get(String what) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve("/api/v1/" + what)).build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(request.uri() + " is answered by " + answer.body());
        }
        return JsonParser.parseString(answer.body()).getAsJsonObject().get("data");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsJsonObject);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
