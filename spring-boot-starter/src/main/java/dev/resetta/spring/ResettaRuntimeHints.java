package dev.resetta.spring;

import dev.resetta.password.PasswordProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;

/** What a native image cannot see by itself: files that are read, and what is looked up by name. */
final class ResettaRuntimeHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources()
                .registerPattern("dev/resetta/jdbc/schema-*.sql")
                .registerPattern("dev/resetta/mail/standard/*")
                .registerPattern("META-INF/resetta/*");
        // ResetDatabase looks which methods of a transaction manager are overridden.
        hints.reflection().registerType(SpringTransactions.class, MemberCategory.INVOKE_PUBLIC_METHODS);
        BindableRuntimeHintsRegistrar.forTypes(SpringMail.class).registerHints(hints, classLoader);
        // Only seen by the JSON library, within a problem.
        new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), PasswordProblem.class);
    }
}
