package io.selvedge.guice;

import com.google.inject.TypeLiteral;
import com.google.inject.spi.TypeEncounter;
import com.google.inject.spi.TypeListener;

/** Hears of every class of which Guice makes objects, or into whose objects it injects. Thread-safe as its scan is. */
final class Hearing implements TypeListener {
    private final Scan scan;
    private final Unwoven unwoven;

    /** Guice hears of this class when it has examined all bindings, and still collects errors. */
    static final class End {}

    Hearing(Scan scan, Unwoven unwoven) {
        this.scan = scan;
        this.unwoven = unwoven;
    }

    @Override
    public <T> void hear(TypeLiteral<T> literal, TypeEncounter<T> encounter) {
        Class<? super T> type = literal.getRawType();
        if (type == End.class) {
            Creation.closeAbandoned();
            scan.end().forEach(encounter::addError);
            return;
        }
        scan.come(type).forEach(encounter::addError);
        if (unwoven == Unwoven.INTERCEPT) {
            scan.outOfReach(Interception.bind(type, scan.unwoven(type), encounter))
                    .forEach(encounter::addError);
        }
    }
}
