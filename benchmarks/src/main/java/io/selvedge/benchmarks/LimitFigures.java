package io.selvedge.benchmarks;

import io.selvedge.benchmarks.peers.MillionLimits;
import io.selvedge.benchmarks.peers.Timers;
import io.selvedge.benchmarks.report.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What a million limits cost that are armed at once and taken back: the median of some rounds on one timer. */
final class LimitFigures {
    private static final int ROUNDS = 5;

    private final String whose;
    private final MillionLimits limits;

    private LimitFigures(String whose, Supplier<Timers.Limit> maker) {
        this.whose = whose;
        limits = new MillionLimits(maker);
        limits.make();
    }

    static List<Figure> of(String whose, Supplier<Timers.Limit> maker) throws InterruptedException {
        return new LimitFigures(whose, maker).figures();
    }

    private List<Figure> figures() throws InterruptedException {
        long before = Footprint.heap();
        MillionLimits.inTurn(limits::arm);
        long held = Footprint.heap() - before;
        MillionLimits.inTurn(limits::disarm);
        long left = Footprint.heap() - before;
        double[] arm = new double[ROUNDS];
        double[] disarm = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            arm[round] = nanos(limits::arm);
            disarm[round] = nanos(limits::disarm);
        }
        return List.of(
                figure(Titles.Step.ARM, median(arm), "ns"),
                figure(Titles.Step.DISARM, median(disarm), "ns"),
                figure(Titles.Step.HELD, held, "B"),
                figure(Titles.Step.LEFT, left, "B"));
    }

    private Figure figure(Titles.Step step, double ofAll, String unit) {
        return new Figure(Titles.limit(step, whose), ofAll / MillionLimits.COUNT, unit);
    }

    private static double median(double... values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static double nanos(MillionLimits.Share share) throws InterruptedException {
        AtomicLong nanos = new AtomicLong();
        MillionLimits.inTurn(hand -> {
            long began = Footprint.processorNanos();
            share.of(hand);
            nanos.addAndGet(Footprint.processorNanos() - began);
        });
        return nanos.get();
    }
}
