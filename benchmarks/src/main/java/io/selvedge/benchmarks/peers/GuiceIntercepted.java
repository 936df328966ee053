package io.selvedge.benchmarks.peers;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.guice.SelvedgeModule;
import io.selvedge.guice.Unwoven;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.EnumMap;
import java.util.Map;

/** Selvedge without weaving: Guice intercepts what it has made. */
public final class GuiceIntercepted implements Peer {

    @Override
    public Map<Scenario, Call> calls() throws ReflectiveOperationException {
        ClassLoader loader = new URLClassLoader(
                new URL[] {UnwovenCode.url(UnwovenCode.compiled())}, getClass().getClassLoader());
        Injector injector = Guice.createInjector(new SelvedgeModule().unwoven(Unwoven.INTERCEPT));
        Map<Scenario, Call> calls = new EnumMap<>(Scenario.class);
        for (Scenario scenario : UnwovenCode.scenarios()) {
            calls.put(scenario, (Call) injector.getInstance(loader.loadClass(UnwovenCode.className(scenario))));
        }
        return calls;
    }
}
