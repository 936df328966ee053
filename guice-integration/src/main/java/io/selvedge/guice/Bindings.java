package io.selvedge.guice;

import com.google.inject.Binding;
import com.google.inject.ProvisionException;
import com.google.inject.matcher.Matcher;
import com.google.inject.spi.ConstructorBinding;
import com.google.inject.spi.InstanceBinding;
import com.google.inject.spi.Message;
import com.google.inject.spi.ProviderInstanceBinding;
import com.google.inject.spi.ProviderKeyBinding;
import com.google.inject.spi.ProvisionListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees every binding when Guice asks which ones to listen to, and listens to those whose class only a provider knows.
 *
 * <p>Thread-safe as its scan is.
 */
final class Bindings implements Matcher<Binding<?>>, ProvisionListener {
    private final Scan scan;
    private final Unwoven unwoven;
    private final Set<Class<?>> sound = ConcurrentHashMap.newKeySet();

    Bindings(Scan scan, Unwoven unwoven) {
        this.scan = scan;
        this.unwoven = unwoven;
    }

    @Override
    public boolean matches(Binding<?> binding) {
        if (binding instanceof ConstructorBinding<?> made) {
            scan.meet(made.getConstructor().getDeclaringType().getRawType(), binding.getSource());
        } else if (binding instanceof InstanceBinding<?> instance) {
            bound(instance.getInstance().getClass(), binding.getSource());
        } else if (binding instanceof ProviderInstanceBinding || binding instanceof ProviderKeyBinding) {
            scan.meet(binding.getKey().getTypeLiteral().getRawType(), binding.getSource());
            return true;
        }
        return false;
    }

    private void bound(Class<?> type, Object source) {
        scan.meet(type, source);
        if (unwoven == Unwoven.INTERCEPT) {
            scan.outOfReach(Interception.notMade(scan.unwoven(type), "the object was bound by toInstance"));
        }
    }

    @Override
    public <T> void onProvision(ProvisionInvocation<T> provision) {
        T provided = provision.provision();
        if (provided != null && !sound.contains(provided.getClass())) {
            judge(provided.getClass());
            sound.add(provided.getClass());
        }
    }

    private void judge(Class<?> type) {
        List<Message> problems = new ArrayList<>(scan.come(type));
        if (unwoven == Unwoven.INTERCEPT && !Ancestry.intercepted(type)) {
            problems.addAll(
                    scan.outOfReach(Interception.notMade(scan.unwoven(type), "a provider has made the object")));
        }
        if (!problems.isEmpty()) {
            throw new ProvisionException(problems);
        }
    }
}
