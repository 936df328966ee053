package io.selvedge.it.monitoring;

import static io.selvedge.it.monitoring.Dashboard.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.selvedge.it.monitoring.Program.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard's file: what Grafana will make of it, as far as that can be told without one. */
class DashboardTest {
    private static final Pattern METER = Pattern.compile("\\bselvedge_[a-z_]+(?=\\{)");

    @TempDir
    Path folder;

    @Test
    void isWhatItsSourceSays() throws Exception {
        Run generated = Program.node().run(Shipped.GRAFANA, "generate.mjs");

        assertThat(generated).isEqualTo(new Run(0, Shipped.text(Shipped.DASHBOARD)));
    }

    @Test
    void hasTheTypesThatGrafanaPublishes() throws Exception {
        List<String> verdicts = verdicts(
                copy(json -> {}),
                copy(json -> panel(json, 0).getAsJsonObject("gridPos").addProperty("w", "24")),
                copy(json -> panel(json, 1).getAsJsonObject("options").addProperty("graphMode", "arena")),
                copy(json -> defaults(json, 1).addProperty("unit", "request/s")),
                copy(json -> target(json, 1).add("expression", target(json, 1).remove("expr"))),
                copy(json -> json.remove("templating")));

        assertThat(verdicts.get(0)).isEqualTo("valid");
        assertThat(verdicts.subList(1, verdicts.size()))
                .as("a check that finds no planted mistake is none")
                .doesNotContain("valid");
    }

    private List<String> verdicts(Path... dashboards) throws Exception {
        try (Stream<Path> sources = Files.list(Shipped.GRAFANA)) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Files.copy(source, folder.resolve(source.getFileName()));
            }
        }
        Run installed = Program.npm().run(folder, "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        if (installed.exit() != 0) {
            Program.unavailable("NO PACKAGES: the dashboard's types are NOT TESTED. npm says: " + installed.said());
        }
        Run checked = Program.node()
                .run(
                        folder,
                        Stream.concat(
                                        Stream.of("check.mjs"),
                                        Stream.of(dashboards).map(Path::toString))
                                .toArray(String[]::new));
        assertThat(checked.exit()).as(checked.said()).isZero();
        return checked.said()
                .lines()
                .map(line -> line.substring(line.indexOf('\t') + 1))
                .toList();
    }

    private Path copy(Consumer<JsonObject> change) throws Exception {
        JsonObject json = Dashboard.shipped().json();
        change.accept(json);
        return Files.writeString(Files.createTempFile(folder, "dashboard", ".json"), json.toString());
    }

    private static JsonObject panel(JsonObject json, int index) {
        return json.getAsJsonArray("panels").get(index).getAsJsonObject();
    }

    private static JsonObject defaults(JsonObject json, int index) {
        return panel(json, index).getAsJsonObject("fieldConfig").getAsJsonObject("defaults");
    }

    private static JsonObject target(JsonObject json, int index) {
        return panel(json, index).getAsJsonArray("targets").get(0).getAsJsonObject();
    }

    @Test
    void hasPanelsThatSayWhatTheyShow() throws Exception {
        String page = Shipped.text(Shipped.PAGE);
        List<JsonObject> panels = Dashboard.shipped().panels();

        assertThat(panels).extracting(panel -> text(panel, "title")).doesNotHaveDuplicates();
        assertThat(panels).allSatisfy(panel -> {
            assertThat(page).contains("| " + text(panel, "title") + " | ");
            assertThat(text(panel, "description")).endsWith(".");
        });
    }

    @Test
    void hasPanelsBesideEachOther() throws Exception {
        Set<List<Integer>> taken = new HashSet<>();
        for (JsonObject panel : Dashboard.shipped().panels()) {
            JsonObject at = panel.getAsJsonObject("gridPos");
            int x = at.get("x").getAsInt();
            int y = at.get("y").getAsInt();
            assertThat(x + at.get("w").getAsInt()).isLessThanOrEqualTo(24);
            for (int i = 0; i < at.get("w").getAsInt() * at.get("h").getAsInt(); i++) {
                int w = at.get("w").getAsInt();
                assertThat(taken.add(List.of(x + i % w, y + i / w)))
                        .as(text(panel, "title"))
                        .isTrue();
            }
        }
    }

    @Test
    void asksForMetersThatThereAre() throws Exception {
        String meters = Shipped.text(Shipped.METERS);

        assertThat(Dashboard.shipped().queries())
                .allSatisfy(query -> assertThat(
                                METER.matcher(query.expr()).results().map(meter -> meter.group()))
                        .allSatisfy(meter -> assertThat(meters).contains("`" + timer(meter) + "`")));
    }

    private static String timer(String series) {
        return series.replaceFirst("(_seconds)_(count|sum|max|bucket)$", "$1");
    }

    @Test
    void asksOnlyForTheChosenServices() throws Exception {
        assertThat(Dashboard.shipped().queries())
                .allSatisfy(query -> assertThat(query.expr()
                                .replaceAll("(selvedge_\\w+)?\\{job=~\"\\$job\", instance=~\"\\$instance\"[^}]*\\}", "")
                                .replaceAll("\\(vector\\(0\\)|\"[^\"]*\"", ""))
                        .doesNotContain("{", "selvedge_"));
    }
}
