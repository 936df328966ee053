package io.selvedge.console;

import io.selvedge.runtime.Engine;

/** What a console looks at. */
record View(Engine engine, Figures figures, Keys keys) {}
