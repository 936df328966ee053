package io.selvedge.it.guice6;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Provider;
import org.junit.jupiter.api.Test;

/** Guards the point of this module: the suite of guice-integration really runs on Guice 6 here. */
class Guice6Test {
    @Test
    void this_is_guice_6_which_still_knows_javax_inject() {
        assertThat(Provider.class.getInterfaces()).extracting(Class::getName).contains("javax.inject.Provider");
    }
}
