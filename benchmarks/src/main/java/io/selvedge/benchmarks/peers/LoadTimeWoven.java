package io.selvedge.benchmarks.peers;

import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.runtime.Engine;
import java.net.URL;
import java.util.EnumMap;
import java.util.Map;
import org.aspectj.weaver.loadtime.WeavingURLClassLoader;

/** Selvedge, woven while the classes are loaded, by AspectJ's class loader instead of its agent. */
public final class LoadTimeWoven implements Peer {

    @Override
    public Map<Scenario, Call> calls() throws ReflectiveOperationException {
        URL aspects = Engine.class.getProtectionDomain().getCodeSource().getLocation();
        ClassLoader weaving = new WeavingURLClassLoader(
                new URL[] {UnwovenCode.url(UnwovenCode.compiled()), aspects},
                new URL[] {aspects},
                getClass().getClassLoader());
        Map<Scenario, Call> calls = new EnumMap<>(Scenario.class);
        for (Scenario scenario : UnwovenCode.scenarios()) {
            Class<?> type = weaving.loadClass(UnwovenCode.className(scenario));
            calls.put(scenario, (Call) type.getConstructor().newInstance());
        }
        return calls;
    }
}
