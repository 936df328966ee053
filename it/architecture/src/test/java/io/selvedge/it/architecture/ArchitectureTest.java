package io.selvedge.it.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The import rules of the design. */
class ArchitectureTest {
    private static final String ROOT = "io.selvedge.runtime";
    private static final List<String> ROOMS = List.of(
            "retry", "timeout", "bulkhead", "serialized", "breaker", "ratelimit", "fallback", "fanout", "pages");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.selvedge");

    static List<String> rooms() {
        return ROOMS;
    }

    @Test
    void there_is_something_to_look_at() {
        assertThat(ROOMS)
                .allMatch(room ->
                        CLASSES.stream().anyMatch(type -> type.getPackageName().equals(ROOT + "." + room)));
        assertThat(CLASSES.stream().map(JavaClass::getPackageName))
                .contains(
                        "io.selvedge.annotations",
                        "io.selvedge.guice",
                        "io.selvedge.console",
                        ROOT + ".drive",
                        ROOT + ".weave");
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void a_room_knows_the_contract_and_no_other_room(String room) {
        classes()
                .that()
                .resideInAPackage(ROOT + "." + room)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        ROOT + "." + room,
                        ROOT + ".policy",
                        ROOT + ".gate",
                        ROOT + ".keys",
                        ROOT + ".time",
                        ROOT + ".memory",
                        "io.selvedge.annotations",
                        "io.selvedge.failures",
                        "io.selvedge.values",
                        "org.jspecify..",
                        "java.."))
                .check(CLASSES);
    }

    @Test
    void what_everybody_may_use_to_reach_memory_knows_nobody() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".memory")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(ROOT + ".memory", "org.jspecify..", "java.."))
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void nobody_names_a_room_but_the_list_of_rooms(String room) {
        noClasses()
                .that(not(resideInAPackage(ROOT + "." + room)))
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".Rooms")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "." + room)
                .check(CLASSES);
    }

    @Test
    void drivers_know_neither_the_compiler_nor_the_weaver_nor_meters() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".drive")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT, ROOT + ".compile", ROOT + ".weave", ROOT + ".micrometer", ROOT + ".work")
                .check(CLASSES);
    }

    @Test
    void only_the_weaver_sees_aspectj() {
        noClasses()
                .that(not(resideInAPackage(ROOT + ".weave")))
                .and()
                .resideOutsideOfPackage("io.selvedge.guice")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.aspectj..")
                .check(CLASSES);
    }

    @Test
    void only_its_own_package_sees_micrometer_in_the_runtime() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .and()
                .resideOutsideOfPackage(ROOT + ".micrometer")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer..")
                .check(CLASSES);
    }

    @Test
    void only_its_own_package_sees_the_flight_recorder() {
        noClasses()
                .that(not(resideInAPackage(ROOT + ".jfr")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.jfr..")
                .check(CLASSES);
    }

    @Test
    void annotations_depend_on_nothing() {
        classes()
                .that()
                .resideInAnyPackage("io.selvedge.annotations", "io.selvedge.failures", "io.selvedge.values")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "io.selvedge.annotations",
                        "io.selvedge.failures",
                        "io.selvedge.values",
                        "org.jspecify..",
                        "java.."))
                .check(CLASSES);
    }

    @Test
    void packages_know_each_other_in_one_direction() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void no_block_of_the_runtime_is_synchronized() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("..", "..", "runtime", "src", "main"))) {
            List<Path> files = sources.filter(Files::isRegularFile).toList();

            assertThat(files).hasSizeGreaterThan(100);
            assertThat(files)
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("synchronized ("));
        }
    }

    /** Before JDK 24 a virtual thread that blocks inside keeps its carrier. */
    @Test
    void no_method_is_synchronized() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("io.selvedge..")
                .should()
                .notHaveModifier(JavaModifier.SYNCHRONIZED)
                .check(CLASSES);
    }
}
