package io.selvedge.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyAnnotationsTest {

    @Test
    void thePoliciesCarryTheMark() throws Exception {
        assertThat(policies())
                .containsExactlyInAnyOrder(
                        Paginated.class,
                        FanOut.class,
                        Fallback.class,
                        Retry.class,
                        CircuitBreaker.class,
                        RateLimit.class,
                        Timeout.class,
                        Serialized.class,
                        Bulkhead.class,
                        SingleFlight.class,
                        Hedge.class);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aPolicyStandsOnMethodsTypesAndBundles(Class<?> policy) {
        assertThat(targetsOf(policy)).containsExactlyInAnyOrder(ElementType.METHOD, ElementType.TYPE);
    }

    @ParameterizedTest
    @MethodSource("annotations")
    void everyAnnotationIsKeptAtRunTimeAndDocumented(Class<?> annotation) {
        assertThat(annotation.getAnnotation(Retention.class).value()).isEqualTo(RetentionPolicy.RUNTIME);
        assertThat(annotation).hasAnnotation(Documented.class);
    }

    @ParameterizedTest
    @MethodSource("annotations")
    void noAnnotationIsInherited(Class<?> annotation) {
        assertThat(annotation.isAnnotationPresent(Inherited.class)).isFalse();
    }

    @Test
    void theMarksStandOnAnnotationsOnly() {
        assertThat(targetsOf(Policy.class)).containsExactly(ElementType.ANNOTATION_TYPE);
        assertThat(targetsOf(NeedsArguments.class)).containsExactly(ElementType.ANNOTATION_TYPE);
        assertThat(targetsOf(Spreads.class)).containsExactly(ElementType.ANNOTATION_TYPE);
    }

    @Test
    void onlyThosePoliciesThatPassArgumentsOnReadThem() throws Exception {
        assertThat(policies())
                .filteredOn(policy -> policy.isAnnotationPresent(NeedsArguments.class))
                .containsExactlyInAnyOrder(Fallback.class, FanOut.class);
    }

    @Test
    void theBackoffIsWrittenInsideRetryOnly() {
        assertThat(targetsOf(Backoff.class)).isEmpty();
    }

    @Test
    void theOthersStandWhereTheyMeanSomething() {
        assertThat(targetsOf(Key.class)).containsExactly(ElementType.PARAMETER);
        assertThat(targetsOf(Cursor.class)).containsExactly(ElementType.PARAMETER);
        assertThat(targetsOf(Each.class)).containsExactly(ElementType.PARAMETER);
        assertThat(targetsOf(Woven.class)).containsExactly(ElementType.METHOD);
        assertThat(targetsOf(KeyLimits.class)).containsExactlyInAnyOrder(ElementType.METHOD, ElementType.TYPE);
        assertThat(targetsOf(PolicyOrder.class)).containsExactlyInAnyOrder(ElementType.METHOD, ElementType.TYPE);
    }

    private static List<ElementType> targetsOf(Class<?> annotation) {
        return List.of(annotation.getAnnotation(Target.class).value());
    }

    static List<Class<?>> policies() throws Exception {
        return annotations().stream()
                .filter(type -> type.isAnnotationPresent(Policy.class))
                .toList();
    }

    static List<Class<?>> annotations() throws Exception {
        try (Stream<Path> files = Files.list(compiledPackage())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .<Class<?>>map(name -> load(name.substring(0, name.length() - ".class".length())))
                    .filter(Class::isAnnotation)
                    .toList();
        }
    }

    private static Path compiledPackage() throws URISyntaxException {
        Path classes = Path.of(
                Policy.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return classes.resolve(Policy.class.getPackageName().replace('.', '/'));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(Policy.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
