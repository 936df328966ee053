package io.selvedge.samples.ownpolicy;

import io.selvedge.annotations.Fallback;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.EngineOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Shows {@link Cached} at work beside a policy of the framework. */
public final class OwnPolicy {
    private OwnPolicy() {}

    public static void main(String[] arguments) throws Exception {
        show(System.out);
    }

    /** Asks for three prices a thousand times each; answers how often the price list was really asked. */
    static int show(PrintStream out) throws IOException, NoSuchMethodException {
        EngineOptions options = EngineOptions.standard().withRoom(new CachedRoom(), Fallback.class);
        try (Engine engine = Engine.start(options).serve(PriceList.class)) {
            PriceList prices = new PriceList();
            for (int i = 0; i < 1000; i++) {
                for (String article : List.of("tea", "bread", "cheese")) {
                    prices.price(article);
                }
            }
            out.println("3000 prices were wanted, the price list was asked " + prices.questions() + " times.");
            out.println(engine.explain(PriceList.class.getMethod("price", String.class)));
            return prices.questions();
        }
    }
}
