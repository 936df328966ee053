package io.selvedge.runtime.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvedge.runtime.decision.Asked;
import io.selvedge.runtime.decision.SetClock;
import io.selvedge.runtime.decision.Sites;
import io.selvedge.runtime.fallback.elsewhere.Stranger;
import io.selvedge.runtime.policy.BadDefinition;
import io.selvedge.runtime.policy.Site;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F3: which methods fit. */
class CandidatesTest {
    private final SetClock clock = new SetClock();
    private final Child child = new Child();

    @ParameterizedTest
    @CsvSource({
        "find, privateOne, private 7",
        "find, staticOne, static 7",
        "find, ofBase, base 7",
        "find, handedDown, handed down 7",
        "find, inPackage, in package 7",
        "find, byDefault, default 7",
        "find, farDefault, far default 7",
        "find, overridden, overridden by child 7",
        "find, abstractOne, made concrete 7",
    })
    void f3_whereItMayStand(String guarded, String fallback, String answer) throws Throwable {
        assertThat(run(guarded, fallback, child, 7L)).isEqualTo(answer);
    }

    @Test
    void f3_aSubclassOfTheDeclaringClassIsAskedVirtually() throws Throwable {
        Child grandchild = new Child() {
            @Override
            String ofBase(long id) {
                return "grandchild " + id;
            }
        };
        assertThat(run("find", "ofBase", grandchild, 7L)).isEqualTo("grandchild 7");
    }

    @Test
    void f3_typeVariablesOfASuperclassAreResolved() throws Throwable {
        assertThat(run("named", "genericBase", child, "x", List.of(1))).isEqualTo("generic base x");
        assertThat(run("named", "genericDefault", child, "x", List.of(1))).isEqualTo("generic default x");
    }

    @Test
    void f3_genericMethodsFitByTheirBounds() throws Throwable {
        assertThat(run("generic", "genericToo", child, 3)).isEqualTo(3);
    }

    @Test
    void f3_varargsAndArrays() throws Throwable {
        assertThat(run("many", "manyToo", child, (Object) new String[] {"a", "b"}))
                .isEqualTo("[a, b]");
        assertThat(run("arrays", "arraysToo", child, (Object) new List<?>[] {List.of()}))
                .isEqualTo(1);
    }

    @Test
    void f3_staticForStatic() throws Throwable {
        assertThat(run("fixed", "staticOne", null, 7L)).isEqualTo("static 7");
    }

    @Test
    void f3_nothingInNothingOut() throws Throwable {
        assertThat(run("touch", "touchToo", child)).isNull();
        assertThat(child.touched).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"number, boxedInt, 1", "boxedNumber, primitiveInt, 2", "anything, primitiveInt, 2"})
    void f3_whatTheGuardedMethodMayReturn(String guarded, String fallback, int answer) throws Throwable {
        assertThat(run(guarded, fallback, child, 7L)).isEqualTo(answer);
    }

    @Test
    void f3_narrowerGenericTypesMayBeReturned() throws Throwable {
        assertThat(run("collection", "arrayList", child, 7L)).isEqualTo(List.of("7"));
        assertThat(run("wildcard", "arrayList", child, 7L)).isEqualTo(List.of("7"));
        assertThat(run("stringStage", "stringFuture", child, 7L)).isInstanceOf(CompletableFuture.class);
    }

    @Test
    void f3_ofAnOverloadWithTheGuardedMethodsOwnName() throws Throwable {
        assertThat(answers("self", "self"))
                .singleElement()
                .satisfies(answer -> assertThat(answer.failure()).isEqualTo(IOException.class));
    }

    @Test
    void theParameterForTheFailureMayBeATypeVariableThatTheClassFillsIn() {
        assertThat(answers("find", "failureOfBase"))
                .singleElement()
                .satisfies(answer -> assertThat(answer.failure()).isEqualTo(IOException.class));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            find | nowhere | names no method of io.selvedge.runtime.fallback.CandidatesTest$Child, its superclasses and interfaces. Write "String nowhere(long)", or the same with one more parameter for the failure.
            find | find | names no method that fits find: "String find(long)" of Child is the guarded method itself. Name another method, or add an overload with one more parameter, for the failure.
            find | privateOfBase | names no method that fits find: "String privateOfBase(long)" of Base cannot be called from Child. Write "String privateOfBase(long)", or the same with one more parameter for the failure.
            find | keptInPackage | names no method that fits find: "String keptInPackage(long)" of Stranger cannot be called from Child. Write "String keptInPackage(long)", or the same with one more parameter for the failure.
            find | staticOfFace | names no method that fits find: "String staticOfFace(long)" of Face cannot be called from Child. Write "String staticOfFace(long)", or the same with one more parameter for the failure.
            find | takesInt | names no method that fits find: "String takesInt(int)" of Child takes other parameters. Write "String takesInt(long)", or the same with one more parameter for the failure.
            find | takesMore | names no method that fits find: "String takesMore(long, String)" of Child takes other parameters. Write "String takesMore(long)", or the same with one more parameter for the failure.
            find | failureFirst | names no method that fits find: "String failureFirst(IOException, long)" of Child takes other parameters. Write "String failureFirst(long)", or the same with one more parameter for the failure.
            find | returnsInt | names no method that fits find: "int returnsInt(long)" of Child returns what find may not. Write "String returnsInt(long)", or the same with one more parameter for the failure.
            find | returnsVoid | names no method that fits find: "void returnsVoid(long)" of Child returns what find may not. Write "String returnsVoid(long)", or the same with one more parameter for the failure.
            touch | returnsSomething | names no method that fits touch: "String returnsSomething()" of Child returns what touch may not. Write "void returnsSomething()", or the same with one more parameter for the failure.
            number | returnsLong | names no method that fits number: "long returnsLong(long)" of Child returns what number may not. Write "int returnsLong(long)", or the same with one more parameter for the failure.
            fixed | privateOne | names no method that fits fixed: "String privateOne(long)" of Child is not static, as fixed is. Write "static String privateOne(long)", or the same with one more parameter for the failure.
            named | otherArgument | names no method that fits named: "String otherArgument(String, List<String>)" of Child takes other parameters. Write "String otherArgument(String, List<Integer>)", or the same with one more parameter for the failure.
            generic | otherBound | names no method that fits generic: "<T0 extends Comparable<T0>> T0 otherBound(T0)" of Child has other type parameters. Write "<T0 extends Number> T0 otherBound(T0)", or the same with one more parameter for the failure.
            generic | notGeneric | names no method that fits generic: "Integer notGeneric(Number)" of Child takes other parameters. Write "<T0 extends Number> T0 notGeneric(T0)", or the same with one more parameter for the failure.
            collection | otherList | names no method that fits collection: "ArrayList<Integer> otherList(long)" of Child returns what collection may not. Write "Collection<String> otherList(long)", or the same with one more parameter for the failure.
            stringStage | staticOne | names no method that fits stringStage: "String staticOne(long)" of Child returns what stringStage may not. Write "CompletionStage<String> staticOne(long)", or the same with one more parameter for the failure.
            find | twoOfThem | names no method that fits find: "int twoOfThem(long)" of Child returns what find may not; "String twoOfThem()" of Child takes other parameters. Write "String twoOfThem(long)", or the same with one more parameter for the failure.
            """)
    void f3_whyItDoesNotFit(String guarded, String fallback, String text) {
        assertThatThrownBy(() -> answers(guarded, fallback))
                .isInstanceOf(BadDefinition.class)
                .hasMessage("@Fallback(value = \"" + fallback + "\"): value " + text);
    }

    @Test
    void aMethodThatItsModuleHidesIsNamedWithTheFix() {
        // ArrayList has a private "Object[] grow()", and no package of its module is open to us.
        Site site = Sites.of(Sites.target(Child.class, "objects"), ArrayList.class, clock);
        assertThatThrownBy(() -> Candidates.find("grow", site))
                .isInstanceOf(BadDefinition.class)
                .hasMessage("@Fallback(value = \"grow\"): value names a method that its module hides. Add \"opens"
                        + " java.util;\" to the module-info of java.base.");
    }

    private List<Answer> answers(String guarded, String fallback) {
        return Candidates.find(fallback, Sites.of(Child.class, guarded, clock));
    }

    private @Nullable Object run(String guarded, String fallback, @Nullable Object self, @Nullable Object... arguments)
            throws Throwable {
        List<Answer> answers = answers(guarded, fallback);
        assertThat(answers).hasSize(1);
        Asked call = Asked.about(Sites.target(Child.class, guarded), clock, self, arguments);
        return answers.get(0).instead(call, new IOException()).invocation().run();
    }

    interface Far {
        default String farDefault(long id) {
            return "far default " + id;
        }
    }

    interface Face<N> extends Far {
        default String byDefault(long id) {
            return "default " + id;
        }

        default String genericDefault(N name, List<Integer> more) {
            return "generic default " + name;
        }

        static String staticOfFace(long id) {
            return "static of face " + id;
        }

        default String overridden(long id) {
            return "overridden by nobody";
        }
    }

    @SuppressWarnings("unused") // found by name
    abstract static class Base<N, X extends Exception> extends Stranger implements Face<N> {
        String ofBase(long id) {
            return "base " + id;
        }

        String inPackage(long id) {
            return "in package " + id;
        }

        private String privateOfBase(long id) {
            return "";
        }

        String genericBase(N name, List<Integer> more) {
            return "generic base " + name;
        }

        abstract String abstractOne(long id);

        String failureOfBase(long id, X failure) {
            return "";
        }
    }

    @SuppressWarnings("unused") // found by name
    static class Child extends Base<String, IOException> {
        boolean touched;

        String find(long id) {
            return "";
        }

        private String privateOne(long id) {
            return "private " + id;
        }

        private static String staticOne(long id) {
            return "static " + id;
        }

        static String fixed(long id) {
            return "";
        }

        @Override
        public String overridden(long id) {
            return "overridden by child " + id;
        }

        @Override
        String abstractOne(long id) {
            return "made concrete " + id;
        }

        String named(String name, List<Integer> more) {
            return "";
        }

        private String otherArgument(String name, List<String> more) {
            return "";
        }

        <T extends Number> T generic(T number) {
            return number;
        }

        private <U extends Number> U genericToo(U number) {
            return number;
        }

        private <U extends Comparable<U>> U otherBound(U number) {
            return number;
        }

        private Integer notGeneric(Number number) {
            return 0;
        }

        String many(String... names) {
            return "";
        }

        private String manyToo(String[] names) {
            return List.of(names).toString();
        }

        int arrays(List<?>[] lists) {
            return 0;
        }

        private int arraysToo(List<?>... lists) {
            return lists.length;
        }

        void touch() {}

        private void touchToo() {
            touched = true;
        }

        private String returnsSomething() {
            return "";
        }

        int number(long id) {
            return 0;
        }

        private Integer boxedInt(long id) {
            return 1;
        }

        Number boxedNumber(long id) {
            return 0;
        }

        Object anything(long id) {
            return 0;
        }

        private int primitiveInt(long id) {
            return 2;
        }

        private long returnsLong(long id) {
            return 0;
        }

        Collection<String> collection(long id) {
            return List.of();
        }

        Map<String, ? extends Collection<?>> unused(long id) {
            return Map.of();
        }

        Collection<? extends CharSequence> wildcard(long id) {
            return List.of();
        }

        private ArrayList<String> arrayList(long id) {
            return new ArrayList<>(List.of("" + id));
        }

        private ArrayList<Integer> otherList(long id) {
            return new ArrayList<>();
        }

        CompletionStage<String> stringStage(long id) {
            return CompletableFuture.completedStage("");
        }

        private CompletableFuture<String> stringFuture(long id) {
            return CompletableFuture.completedFuture("");
        }

        String self(long id) {
            return "";
        }

        private String self(long id, IOException failure) {
            return "";
        }

        private String takesInt(int id) {
            return "";
        }

        private String takesMore(long id, String more) {
            return "";
        }

        private String failureFirst(IOException failure, long id) {
            return "";
        }

        private int returnsInt(long id) {
            return 0;
        }

        private void returnsVoid(long id) {}

        private String twoOfThem() {
            return "";
        }

        private int twoOfThem(long id) {
            return 0;
        }

        Object[] objects() {
            return new Object[0];
        }
    }
}
