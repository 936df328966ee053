package io.selvedge.console;

import io.selvedge.runtime.drive.Plan;
import io.selvedge.runtime.drive.Stage;
import io.selvedge.runtime.record.Outcome;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One method, as it is looked at once a second: its last minute, and what a tile shows.
 *
 * <p>Not thread-safe: the board's lock guards it.
 */
final class Row {
    /** How much of the past a sparkline shows. */
    static final int SECONDS = 60;

    private static final Set<Outcome> BAD = EnumSet.of(Outcome.FAILURE, Outcome.TIMEOUT, Outcome.REFUSED);
    private static final int LATELY = 10;
    private static final int KEYS_ON_TILE = 1;
    private static final double[] SHARES = {0.5, 0.95, 0.99};
    private static final double NANOS_PER_MILLI = 1e6;

    private final int id;
    private final Plan plan;
    private final Keys keys;
    private final MethodFigures figures;
    private final List<Station> stations;
    private final Journal journal = new Journal();

    private final int[] calls = new int[SECONDS];
    private final int[] bad = new int[SECONDS];
    private final int[] helped = new int[SECONDS];
    private int second;
    private int retries;

    private Map<Outcome, Long> outcomes = Map.of();
    // Percentiles are of the time between two readings, the older of which is ten to twenty seconds old.
    private final long[] latencies = new long[Latencies.BUCKETS];
    private final long[] reading = new long[Latencies.BUCKETS];
    private final long[] readingBefore = new long[Latencies.BUCKETS];
    private final long[] aside = new long[Latencies.BUCKETS];
    private final double[] percentiles = {-1, -1, -1};

    private @Nullable Tile told;

    Row(int id, Plan plan, View view) {
        this.id = id;
        this.plan = plan;
        this.keys = view.keys();
        this.figures = view.figures().of(plan.target().name());
        this.stations = IntStream.range(0, plan.stages().size())
                .mapToObj(place -> station(place, view.figures()))
                .toList();
    }

    private Station station(int place, Figures all) {
        Stage stage = plan.stages().get(place);
        return new Station(plan, place, all.of(stage.policy()), figures.stage(stage.room()));
    }

    int id() {
        return id;
    }

    String name() {
        return plan.target().name();
    }

    Plan plan() {
        return plan;
    }

    List<Station> stations() {
        return stations;
    }

    Journal journal() {
        return journal;
    }

    void sample(Instant at) {
        second = (second + 1) % SECONDS;
        Map<Outcome, Long> before = outcomes;
        outcomes = figures.read(latencies, aside);
        calls[second] = (int) (sum(outcomes) - sum(before));
        bad[second] = (int) (bad(outcomes) - bad(before));
        stations.forEach(station -> station.sample(journal, at));
        helped[second] = (int) stations.stream().mapToLong(Station::helped).sum();
        retries = (int) stations.stream().mapToLong(Station::retries).sum();
        percentiles();
    }

    private static long sum(Map<Outcome, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long bad(Map<Outcome, Long> counts) {
        return BAD.stream()
                .mapToLong(outcome -> counts.getOrDefault(outcome, 0L))
                .sum();
    }

    private void percentiles() {
        if (second % LATELY == 0) {
            System.arraycopy(reading, 0, readingBefore, 0, reading.length);
            System.arraycopy(latencies, 0, reading, 0, reading.length);
        } else if (calls[second] == 0) {
            return;
        }
        for (int i = 0; i < SHARES.length; i++) {
            percentiles[i] = Latencies.percentile(readingBefore, latencies, SHARES[i]);
        }
    }

    private int lately(int[] counts) {
        int sum = 0;
        for (int ago = 0; ago < LATELY; ago++) {
            sum += counts[Math.floorMod(second - ago, SECONDS)];
        }
        return sum;
    }

    private Trouble trouble() {
        double waiting = stations.stream()
                .mapToDouble(station -> station.gauge("waiting"))
                .sum();
        List<String> states =
                stations.stream().flatMap(station -> station.states().stream()).toList();
        return Trouble.of(lately(calls), lately(bad), lately(helped), waiting, states);
    }

    /** What has changed since it was last asked, or {@code null} if nothing has. */
    @Nullable String news() {
        Tile before = told;
        Tile now = tile();
        told = now;
        return now.isAs(before) ? null : Json.of(json -> now.write(json.put("id", id), before));
    }

    /** Everything that a page needs to begin with. */
    String all() {
        return Json.of(json -> {
            tile().write(json.put("id", id).put("name", name()), null);
            json.numbers("callsBefore", oldestFirst(calls)).numbers("badBefore", oldestFirst(bad));
        });
    }

    /** Whoever has just come knows nothing of what was told before. */
    void forgetTold() {
        told = null;
    }

    private int[] oldestFirst(int[] counts) {
        return IntStream.rangeClosed(1, SECONDS)
                .map(i -> counts[(second + i) % SECONDS])
                .toArray();
    }

    private Tile tile() {
        return new Tile(
                trouble(),
                Json.inside(json -> json.list("policies", stations, this::policy)),
                calls[second],
                bad[second],
                retries,
                lately(calls),
                lately(bad),
                lately(helped),
                millis(0),
                millis(1),
                millis(2));
    }

    /** To three digits: what cannot be seen need not be told. */
    private double millis(int share) {
        double millis = percentiles[share] / NANOS_PER_MILLI;
        if (millis <= 0) {
            return Double.NaN;
        }
        double unit = Math.pow(10, Math.floor(Math.log10(millis)) - 2);
        return Math.rint(millis / unit) * unit;
    }

    private void policy(Json json, Station station) {
        json.put("room", station.room());
        List<String> states = station.states();
        if (!states.isEmpty()) {
            json.texts("states", states);
        }
        station.gauges().forEach(reading -> json.put(reading.name(), Station.value(reading)));
        List<Keys.Shown> busy = busyKeys(station, KEYS_ON_TILE);
        if (!busy.isEmpty()) {
            json.list("busyKeys", busy, Row::key);
        }
    }

    /** At most so many keys for which the policy has most to do now. */
    List<Keys.Shown> busyKeys(Station station, int most) {
        return keys.of(station.policy(), most);
    }

    static void key(Json json, Keys.Shown key) {
        json.put("key", key.key()).put("doing", key.doing());
    }

    /** How the calls have ended since the console began. */
    void outcomes(Json json) {
        outcomes.forEach((outcome, count) -> json.put(outcome.tag(), count.longValue()));
    }
}
