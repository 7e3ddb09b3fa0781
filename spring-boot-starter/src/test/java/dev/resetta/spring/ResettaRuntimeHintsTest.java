package dev.resetta.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.resource;

import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.mail.MailNotifier;
import dev.resetta.password.PasswordProblem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What a native image is told. Whether it starts, only GraalVM can say. */
class ResettaRuntimeHintsTest {
    private final RuntimeHints hints = new RuntimeHints();

    @BeforeEach
    void register() {
        new ResettaRuntimeHints().registerHints(hints, getClass().getClassLoader());
    }

    @Test
    void everyFileThatIsReadIsTold() throws Exception {
        List<String> files = new ArrayList<>();
        for (Class<?> neighbour : List.of(ResetDatabase.class, MailNotifier.class)) {
            String folder = neighbour.getPackageName().replace('.', '/');
            String pattern = "classpath*:" + folder + "/**/*.*";
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(pattern)) {
                String path = file.getURL().toString();
                if (!path.endsWith(".class") && !path.contains("test-classes")) {
                    files.add(path.substring(path.lastIndexOf(folder)));
                }
            }
        }

        assertThat(files)
                .hasSizeGreaterThan(20)
                .allSatisfy(file -> assertThat(resource().forResource(file)).accepts(hints));
    }

    @Test
    void theMethodsThatAreLookedUpByNameAreTold() throws Exception {
        assertThat(reflection().onMethodInvocation(SpringTransactions.class.getMethod("isActive")))
                .accepts(hints);
        assertThat(reflection().onMethodInvocation(SpringTransactions.class.getMethod("afterCommit", Runnable.class)))
                .accepts(hints);
    }

    @Test
    void whatIsBoundOrWrittenAsJsonIsTold() {
        assertThat(reflection().onType(SpringMail.class)).accepts(hints);
        assertThat(reflection().onType(PasswordProblem.class)).accepts(hints);
    }
}
