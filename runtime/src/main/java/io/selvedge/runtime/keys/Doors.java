package io.selvedge.runtime.keys;

import io.selvedge.runtime.policy.Admission;
import io.selvedge.runtime.policy.BusyKey;
import io.selvedge.runtime.policy.Call;
import io.selvedge.runtime.policy.Reading;
import io.selvedge.runtime.policy.Site;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * All the doors of one policy: a single one, or one for each key that is in use.
 *
 * <p>Thread-safe. Admitting to a door that is there already allocates nothing.
 *
 * @param <D> the policy's kind of door
 */
public abstract sealed class Doors<D extends Door> permits SingleDoor, KeyedDoors {

    /** Reason of a refusal: every key that is kept is in use, and no more may be. */
    public static final String TOO_MANY_KEYS = "too_many_keys";

    /**
     * Doors for that place: one for each key if its target has any, else a single one.
     *
     * @param maker makes a door; must not call back
     * @param tooManyKeys the refusal for a call whose key would be one too many while all others are in use
     */
    public static <D extends Door> Doors<D> at(
            Site site, Supplier<? extends D> maker, Function<Call, Admission.Refuse> tooManyKeys) {
        return site.target().keyed() ? new KeyedDoors<>(site, maker, tooManyKeys) : new SingleDoor<>(maker.get());
    }

    Doors() {}

    /** Decides as {@code Policy.admit} does, at the door of the call's key. */
    public abstract Admission admit(Call call);

    /**
     * The single door where there are no keys, so that those who are asked often need not ask here; {@code null} where there
     * are. It never answers {@code null}.
     */
    public @Nullable D only() {
        return null;
    }

    /** Shows every door that there is. One that is made meanwhile may be left out. */
    public abstract void forEach(Consumer<? super D> visitor);

    /**
     * The keys with the highest load at this moment, the highest first; none without keys.
     *
     * @param load of a door, 0 for one that is idle
     * @param doing what goes on at a door, in words; it may have changed since its load was read
     */
    public final List<BusyKey> busiest(int most, ToLongFunction<? super D> load, Function<? super D, String> doing) {
        Busiest<D> busiest = new Busiest<>(most);
        forEachKey((key, door) -> busiest.see(key, door, load.applyAsLong(door)));
        return busiest.told(doing);
    }

    /** Shows every key with its door; nothing without keys. */
    abstract void forEachKey(BiConsumer<Object, ? super D> visitor);

    /** What operators see of the keys; empty without keys. */
    public abstract List<Reading> readings();
}
