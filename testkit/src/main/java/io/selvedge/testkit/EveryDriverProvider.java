package io.selvedge.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Gives each invocation of a test its {@link Driven}, made on the test's thread and closed after it. */
final class EveryDriverProvider implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        return Arrays.stream(Driven.Mode.values()).map(Invocation::new);
    }

    private record Invocation(Driven.Mode mode) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return mode.description();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Supply(mode));
        }
    }

    private static final class Supply implements ParameterResolver, AfterEachCallback {
        private final Driven.Mode mode;
        private @Nullable Driven driven;

        Supply(Driven.Mode mode) {
            this.mode = mode;
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Driven.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            if (driven == null) {
                driven = new Driven(mode);
            }
            return driven;
        }

        @Override
        public void afterEach(ExtensionContext context) {
            if (driven != null) {
                driven.close();
            }
        }
    }
}
