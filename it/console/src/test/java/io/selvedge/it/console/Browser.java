package io.selvedge.it.console;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives the tests of a class a browser, started before the first and ended after the last. */
final class Browser implements BeforeAllCallback, AfterAllCallback {
    private Chromium chromium;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        chromium = Chromium.start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (chromium != null) {
            chromium.close();
        }
    }

    /** Opens a new tab that shows nothing yet. */
    Tab tab() throws Exception {
        return chromium.tab();
    }
}
