package io.selvedge.benchmarks;

/** What figures are called that are asked for again. */
public final class Titles {
    public static final String SELVEDGE = "Selvedge";
    public static final String PLANS = "1,000 plans, compiled cold in a new process (processor time)";

    private Titles() {}

    public static String heapOfKey(String state, String whose) {
        return "Heap for each key: " + state + ", " + whose;
    }

    /** One of a million limits on a timer. */
    public static String limit(Step step, String whose) {
        return "A limit among 1,000,000: " + step.title + ", " + whose;
    }

    /** What is done to a limit, or is left of it. */
    public enum Step {
        ARM("armed (processor time)"),
        DISARM("taken back (processor time)"),
        HELD("heap while armed"),
        LEFT("heap left when all are taken back");

        private final String title;

        Step(String title) {
            this.title = title;
        }
    }
}
