package io.selvedge.it.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvedge.it.monitoring.Program.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rules, as promtool sees them, and what is said about them. */
class RulesTest {
    private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$((?:\\n(?! +- alert:).*)*)");
    private static final Pattern RECORD = Pattern.compile("(?m)^ +- record: (\\S+)$");

    @Test
    void areWellFormed() throws Exception {
        Run run = promtool("check", "rules", "--lint=all", "--lint-fatal", Shipped.RULES.toString());

        assertThat(run.exit()).as(run.said()).isZero();
    }

    @Test
    void raiseEachAlertWhereTheyMustAndNotWhereTheyMustNot() throws Exception {
        Run run = promtool("test", "rules", Shipped.RULES_TEST.toString());

        assertThat(run.exit()).as(run.said()).isZero();
    }

    @Test
    void areTestedAlertByAlert() throws Exception {
        String tests = Shipped.text(Shipped.RULES_TEST);

        assertThat(alerts())
                .allSatisfy(alert -> assertThat(tests)
                        .containsPattern("alertname: " + alert.group(1) + "\n +eval_time: \\w+\n +exp_alerts:"));
    }

    @Test
    void sayOfEachAlertHowBadItIsAndWhatToDo() throws Exception {
        String page = Shipped.text(Shipped.PAGE);

        assertThat(alerts()).allSatisfy(alert -> {
            assertThat(alert.group(2))
                    .containsPattern(" severity: (critical|warning|info)\n")
                    .contains(" summary: ", " description: ")
                    .contains(
                            " runbook_url: docs/monitoring.md#" + alert.group(1).toLowerCase(Locale.ROOT) + "\n");
            assertThat(page).contains("\n### " + alert.group(1) + "\n");
        });
    }

    @Test
    void areTold() throws Exception {
        String page = Shipped.text(Shipped.PAGE);

        assertThat(matches(RECORD))
                .isNotEmpty()
                .allSatisfy(record -> assertThat(record.group(1))
                        .matches("[a-z_]+:[a-z_]+:[a-z0-9_]+")
                        .satisfies(name -> assertThat(page).contains("| `" + name + "` |")));
    }

    private static List<MatchResult> alerts() throws Exception {
        List<MatchResult> alerts = matches(ALERT);
        assertThat(alerts).isNotEmpty();
        return alerts;
    }

    private static List<MatchResult> matches(Pattern pattern) throws Exception {
        return pattern.matcher(Shipped.text(Shipped.RULES) + "\n").results().toList();
    }

    private static Run promtool(String... arguments) throws Exception {
        return Program.promtool().run(Path.of("."), arguments);
    }
}
