package io.selvedge.it.console;

import io.selvedge.console.Console;
import io.selvedge.console.ConsoleOptions;
import io.selvedge.runtime.Engine;

/** A shop with customers, and a tab that shows its console. Used by the test's thread. */
final class OpenShop implements AutoCloseable {
    final Shop shop = new Shop();
    final Engine engine = Engine.start().serve(Shop.class);
    final Console console;
    final Tab tab;
    private final Customers customers = Customers.of(shop);

    private OpenShop(Browser browser, ConsoleOptions options) throws Exception {
        console = Console.start(engine, options);
        tab = browser.tab();
        tab.look(1280, 800, "light");
        tab.go(console.address());
        tab.until("document.querySelectorAll('#tiles li').length === " + Shop.METHODS, Operator.SOON);
    }

    static OpenShop in(Browser browser) throws Exception {
        return in(browser, ConsoleOptions.standard().withSwitches());
    }

    static OpenShop in(Browser browser, ConsoleOptions options) throws Exception {
        return new OpenShop(browser, options);
    }

    @Override
    public void close() {
        tab.close();
        customers.close();
        engine.close();
    }
}
