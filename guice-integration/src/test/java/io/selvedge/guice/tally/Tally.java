package io.selvedge.guice.tally;

import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Pass;
import io.selvedge.runtime.policy.Policy;
import io.selvedge.runtime.policy.Room;
import io.selvedge.runtime.policy.Site;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The room of {@link Counted}: writes down what came by. */
public final class Tally implements Room<Counted, Tally.Config> {
    private final List<String> calls = new CopyOnWriteArrayList<>();

    public record Config(int group, String name) {}

    /** The calls so far, to be cleared at will, such as {@code Tasks.find[7]}. */
    public List<String> calls() {
        return calls;
    }

    @Override
    public String name() {
        return "counted";
    }

    @Override
    public Class<Counted> annotation() {
        return Counted.class;
    }

    @Override
    public Config configure(Counted annotation, Site site) {
        if (annotation.group() < 0) {
            throw new BadDefinition(List.of("group = " + annotation.group() + ": must be at least 0."));
        }
        return new Config(annotation.group(), annotation.name());
    }

    @Override
    public String sharedAs(Config config) {
        return config.name();
    }

    @Override
    public Policy open(Config config, Site site) {
        return new Policy() {
            @Override
            public Admission admit(Call call) {
                String name = call.target().name();
                calls.add(name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1)
                        + Arrays.toString(call.arguments()));
                return Pass.FREE;
            }
        };
    }
}
