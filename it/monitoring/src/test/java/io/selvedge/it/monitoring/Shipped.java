package io.selvedge.it.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that are shipped, and what they are made and checked with. Maven runs tests in the folder of their module. */
final class Shipped {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    static final Path DASHBOARD = ROOT.resolve("docs/monitoring/selvedge-dashboard.json");
    static final Path RULES = ROOT.resolve("docs/monitoring/selvedge-rules.yml");
    static final Path PAGE = ROOT.resolve("docs/monitoring.md");
    static final Path METERS = ROOT.resolve("docs/metrics.md");
    static final Path GRAFANA = ROOT.resolve("it/monitoring/grafana");
    static final Path RULES_TEST = ROOT.resolve("it/monitoring/src/test/resources/selvedge-rules-test.yml");

    private Shipped() {}

    static String text(Path file) throws IOException {
        return Files.readString(file);
    }
}
