package io.selvedge.console;

import io.selvedge.runtime.Engine;
import io.selvedge.runtime.compile.Setting;
import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.runtime.policy.Reading;
import io.selvedge.runtime.policy.Switch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all about one method, and changes what an operator may change of its policies.
 *
 * <p>Thread-safe.
 */
final class Switchboard {
    static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CHANGED_MEANWHILE = 409;
    private static final int KEYS_IN_DETAIL = 10;
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);

    private final Engine engine;
    private final Board board;
    private final boolean enabled;

    Switchboard(Engine engine, Board board, boolean enabled) {
        this.engine = engine;
        this.board = board;
        this.enabled = enabled;
    }

    boolean enabled() {
        return enabled;
    }

    /** What one sees after a click on the method. */
    byte[] detail(Row row) {
        return Json.bytes(json -> json.put("name", row.name())
                .put("explained", engine.explain(row.plan()))
                .put("outcomes", row::outcomes)
                .list("settings", engine.settings(row.plan()), (item, setting) -> setting(item, setting, row))
                .list(
                        "journal",
                        row.journal().lines(),
                        (item, line) -> item.put("at", line.at().toEpochMilli()).put("text", line.text()))
                .list("policies", row.stations(), (item, station) -> policy(item, station, row)));
    }

    /** With what holds now, where an operator has changed it. */
    private void setting(Json json, Setting setting, Row row) {
        json.put("policy", setting.policy())
                .put("name", setting.name())
                .put("value", setting.value())
                .put("origin", setting.origin());
        row.stations().stream()
                .filter(station -> station.room().equals(setting.policy()))
                .flatMap(station -> station.switches(engine).stream())
                .filter(known -> known.name().equals(setting.name()))
                .map(known -> known.value().get())
                .filter(now -> !now.equals(setting.value()))
                .findAny()
                .ifPresent(now -> json.put("now", now));
    }

    private void policy(Json json, Station station, Row row) {
        json.put("room", station.room()).put("instance", station.instance());
        json.list("busyKeys", row.busyKeys(station, KEYS_IN_DETAIL), Row::key);
        json.list("readings", station.policy().readings(), Switchboard::reading);
        json.list(
                "switches",
                station.switches(engine),
                (item, known) -> item.put("name", known.name())
                        .put("description", known.description())
                        .put("value", known.value().get())
                        .texts("choices", known.choices()));
    }

    private static void reading(Json json, Reading reading) {
        json.put("name", reading.name())
                .put("tag", reading.tagValue())
                .put("unit", reading.unit())
                .put("description", reading.description())
                .put("value", Station.value(reading));
    }

    /**
     * Turns a switch.
     *
     * @param form which {@code method}, {@code room} and {@code switch}, {@code from} what, which the operator saw, and
     *     {@code to} what
     * @return what was done, in words
     */
    String turn(Map<String, String> form, String who) throws Refusal {
        if (!enabled) {
            throw new Refusal(FORBIDDEN, "This console is for looking only.");
        }
        String room = form.getOrDefault("room", "");
        Station station = board.with(form.getOrDefault("method", ""), row -> find(row.stations(), room))
                .orElseThrow(Site::noSuchMethod)
                .orElseThrow(() -> new Refusal(NOT_FOUND, "The method has no such policy."));
        Switch chosen = station.switches(engine).stream()
                .filter(known -> known.name().equals(form.get("switch")))
                .findAny()
                .orElseThrow(() -> new Refusal(NOT_FOUND, "The policy has no such switch."));
        return turn(station, chosen, form, who);
    }

    private static Optional<Station> find(List<Station> stations, String room) {
        return stations.stream().filter(station -> station.room().equals(room)).findAny();
    }

    private String turn(Station station, Switch chosen, Map<String, String> form, String who) throws Refusal {
        String before = chosen.value().get();
        if (!before.equals(form.get("from"))) {
            throw new Refusal(CHANGED_MEANWHILE, "It is " + before + " by now. Look again.");
        }
        try {
            chosen.to(form.getOrDefault("to", ""));
        } catch (IllegalArgumentException | BadDefinition e) {
            throw new Refusal(BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        String done = "%s of %s \"%s\" changed from %s to %s"
                .formatted(
                        chosen.name(),
                        Station.words(station.room()),
                        station.instance(),
                        before,
                        chosen.value().get());
        LOG.info("An operator at {} has acted through the console: {}", who, done);
        board.note(station.policy(), Instant.now(), "an operator acted: " + done);
        return done;
    }
}
