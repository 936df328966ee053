package io.selvedge.it.console;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls the shop without end, at a pace, until closed. */
final class Customers implements AutoCloseable {
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(16);

    private interface Want {
        void ask() throws Exception;
    }

    static Customers of(Shop shop) {
        Customers customers = new Customers();
        customers.each(20, () -> shop.price("kettle"));
        // Eight of them, who stand in line when the shelf is shut; not in step with the page, which looks each second.
        for (int i = 0; i < 8; i++) {
            customers.each(170, () -> shop.fetch("lamp"));
        }
        customers.each(40, () -> shop.mail("ann@example.org"));
        customers.each(30, () -> shop.text("0123"));
        for (String user : List.of("ann <b>", "bob", "cyd")) {
            customers.each(30, () -> shop.points(user, 1));
        }
        customers.each(60, () -> shop.stock("lamp"));
        return customers;
    }

    private void each(int millis, Want want) {
        threads.scheduleAtFixedRate(
                () -> {
                    try {
                        want.ask();
                    } catch (Exception expected) {
                        // That is what the page is to show.
                    }
                },
                0,
                millis,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
