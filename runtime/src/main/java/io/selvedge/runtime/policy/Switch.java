package io.selvedge.runtime.policy;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Something of a policy that an operator may change while it is in use.
 *
 * @param name short, unique among the policy's switches, such as {@code "limit"}
 * @param description one sentence for operators
 * @param choices the values that there are, or empty for a number
 * @param value reads what holds now; called at any time from any thread, must return at once; may say what is not among
 *     the choices, such as a state that only comes by itself
 * @param change takes hold with the next call; throws {@link IllegalArgumentException} or {@link BadDefinition}, and
 *     changes nothing, where the value will not do
 */
public record Switch(
        String name, String description, List<String> choices, Supplier<String> value, Consumer<String> change) {

    /** The name of the switch that every policy has beside its own, by which it is paused. */
    public static final String MODE = "mode";

    public Switch {
        choices = List.copyOf(choices);
    }

    /** A switch for a whole number. */
    public static Switch number(String name, String description, IntSupplier value, IntConsumer change) {
        return new Switch(
                name,
                description,
                List.of(),
                () -> Integer.toString(value.getAsInt()),
                text -> change.accept(whole(name, text)));
    }

    private static int whole(String name, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, not \"" + text + "\"", e);
        }
    }

    /**
     * Changes it.
     *
     * @throws IllegalArgumentException if the value will not do
     * @throws BadDefinition likewise
     */
    public void to(String other) {
        if (!choices.isEmpty() && !choices.contains(other)) {
            throw new IllegalArgumentException(
                    name + " must be one of " + String.join(", ", choices) + ", not \"" + other + "\"");
        }
        change.accept(other);
    }
}
