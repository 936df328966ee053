package io.selvedge.it.behaviour;

import io.selvedge.annotations.Bulkhead;
import io.selvedge.runtime.Engine;
import io.selvedge.runtime.drive.ContextCarrier;
import io.selvedge.runtime.policy.Spread;
import io.selvedge.testkit.Driven;
import io.selvedge.testkit.Reaction;
import io.selvedge.testkit.Running;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** An engine in virtual time whose calls have children, each reacting as its number says. Used by the test's thread. */
final class Kin implements AutoCloseable {
    final Telling room = new Telling();
    final Driven driven;
    private final Methods methods = new Methods();
    volatile IntFunction<Reaction> reactions = Reaction::returns;
    /** What each child does first. */
    volatile IntConsumer inside = i -> {};

    Kin(Driven.Mode mode) {
        this(mode, ContextCarrier.NONE);
    }

    Kin(Driven.Mode mode, ContextCarrier carrier) {
        driven = Driven.withHands(mode, options -> options.withOutermost(room).withCarrier(carrier));
        engine().serve(Methods.class);
    }

    Engine engine() {
        return driven.engine();
    }

    final class Methods {
        @Told
        int probe(int index) {
            return index;
        }

        @Told
        @Bulkhead(name = "kin", limit = 1000)
        @Nullable Object value(int index) throws Exception {
            inside.accept(index);
            return driven.react(reactions.apply(index));
        }

        @Told
        @Bulkhead(name = "kin", limit = 1000)
        @SuppressWarnings("unchecked")
        CompletionStage<@Nullable Object> stage(int index) throws Exception {
            inside.accept(index);
            return (CompletionStage<@Nullable Object>) driven.react(reactions.apply(index));
        }
    }

    /** A guarded call that a child makes. */
    void probe(int index) {
        methods.probe(index);
    }

    /** The call itself, in the form that is tested. */
    @Nullable Object call(int argument) throws Exception {
        return driven.blocking() ? methods.value(argument) : methods.stage(argument);
    }

    Running start(Spread spread) {
        room.answer = call -> spread;
        return driven.started(() -> call(0));
    }

    @Override
    public void close() {
        driven.close();
    }
}
