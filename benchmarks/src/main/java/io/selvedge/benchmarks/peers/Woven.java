package io.selvedge.benchmarks.peers;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.selvedge.benchmarks.Call;
import io.selvedge.benchmarks.Peer;
import io.selvedge.benchmarks.Scenario;
import io.selvedge.benchmarks.Work;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import io.selvedge.runtime.micrometer.MicrometerRecorder;
import java.util.Map;

/** Selvedge, woven at compile time. */
public final class Woven implements Peer {

    @Override
    public Map<Scenario, Call> calls() throws InterruptedException {
        Engine.start(EngineOptions.standard().withName("unmeasured")).serve(WovenService.class);
        measured(new SimpleMeterRegistry(), WovenSimple.class);
        measured(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), WovenPrometheus.class);
        WovenService service = new WovenService();
        WovenSimple simple = new WovenSimple();
        WovenPrometheus prometheus = new WovenPrometheus();
        Work.exhaust(service::open, 100);
        service.work.occupy(service::full);
        Work.exhaust(service::spent, 1);
        return Map.ofEntries(
                Map.entry(Scenario.RETRY, service::retry),
                Map.entry(Scenario.FALLBACK, service::fallback),
                Map.entry(Scenario.BULKHEAD, service::bulkhead),
                Map.entry(Scenario.QUEUED, service::queued),
                Map.entry(Scenario.SERIALIZED, service::serialized),
                Map.entry(Scenario.BREAKER, service::breaker),
                Map.entry(Scenario.TIMEOUT, service::timeout),
                Map.entry(Scenario.RATE_LIMIT, service::rateLimit),
                Map.entry(Scenario.ALL_FOUR, service::allFour),
                Map.entry(Scenario.ALL_FOUR_SIMPLE, simple::allFour),
                Map.entry(Scenario.ALL_FOUR_PROMETHEUS, prometheus::allFour),
                Map.entry(Scenario.ALL_FOUR_STAGE, Work.joined(service::allFourStage)),
                Map.entry(Scenario.ALL_FOUR_STAGE_LATER, service.work.later(service::allFourLater)),
                Map.entry(Scenario.ALL_FOUR_STAGE_SIMPLE, Work.joined(simple::allFourStage)),
                Map.entry(Scenario.TIMED, simple::timed),
                Map.entry(Scenario.FAILS_TWICE, service::failsTwice),
                Map.entry(Scenario.REFUSED_OPEN, Work.refused(service::open)),
                Map.entry(Scenario.REFUSED_FULL, Work.refused(service::full)),
                Map.entry(Scenario.REFUSED_SPENT, Work.refused(service::spent)),
                Map.entry(Scenario.KEYED_HOT, () -> service.keyed("hot")),
                Map.entry(Scenario.KEYED_COLD, () -> service.keyed(service.work.nextKey())));
    }

    private static void measured(MeterRegistry registry, Class<?> type) {
        Engine.start(EngineOptions.standard()
                        .withName(type.getSimpleName())
                        .withRecorder(new MicrometerRecorder(registry)))
                .serve(type);
    }
}
