package io.selvedge.benchmarks;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** What calls do that deal with many elements: next to nothing for each, or a wait. */
public final class Bulk {
    public static final int ELEMENTS = 10_000;
    public static final int AT_ONCE = 100;
    public static final int ROWS = 1_000_000;

    private static final int ROWS_OF_A_PAGE = 1_000;
    private static final List<Object> PAGE = List.copyOf(Collections.nCopies(ROWS_OF_A_PAGE, Work.DONE));
    private static final List<Object> ALL =
            IntStream.range(0, ELEMENTS).<Object>mapToObj(i -> "element-" + i).toList();

    private final Object value = Work.DONE;

    /** What is to be done for an element. */
    @FunctionalInterface
    public interface Step {
        Object apply(Object element);
    }

    public static List<Object> elements() {
        return ALL;
    }

    public Object nothing(Object element) {
        return value;
    }

    /** Takes a millisecond, on the wall. */
    public Object milli(Object element) {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return value;
    }

    /** The rows of a page, made before. */
    public static List<Object> page(int number) {
        return PAGE;
    }

    public static boolean isLast(int number) {
        return (number + 1) * ROWS_OF_A_PAGE >= ROWS;
    }
}
