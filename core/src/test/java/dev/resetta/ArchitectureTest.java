package dev.resetta;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Holds the shape of core: who may use whom, what it needs at run time, how much of it is public. */
class ArchitectureTest {
    private static final String ROOT = "dev.resetta";
    private static final String ACCOUNT = "dev.resetta.account";
    private static final String TOKEN = "dev.resetta.token";
    private static final String PASSWORD = "dev.resetta.password";
    private static final String DELIVERY = "dev.resetta.delivery";
    private static final String LIMIT = "dev.resetta.limit";

    /** Every package of core, and the other packages of core it may use. */
    private static final Map<String, Set<String>> MAY_USE = Map.of(
            ROOT, Set.of(TOKEN, PASSWORD, DELIVERY, LIMIT, ACCOUNT),
            TOKEN, Set.of(ACCOUNT),
            PASSWORD, Set.of(ACCOUNT),
            DELIVERY, Set.of(ACCOUNT),
            LIMIT, Set.of(ACCOUNT),
            ACCOUNT, Set.of());

    private static final int MOST_PUBLIC_TYPES = 30;

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.(**)").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void everyPackageHasItsPlace() {
        assertThat(packages()).isNotEmpty().isSubsetOf(MAY_USE.keySet());
    }

    @Test
    void packagesUseOnlyTheLayerBelow() {
        for (String user : packages()) {
            String[] used = Stream.concat(Stream.of(user), MAY_USE.getOrDefault(user, Set.of()).stream())
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(user)
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(used).or(resideOutsideOfPackage("dev.resetta..")))
                    .check(CORE);
        }
    }

    @Test
    void nothingButSlf4jIsNeededAtRunTime() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.crypto..",
                        "dev.resetta..",
                        "org.slf4j..",
                        "org.jspecify.annotations",
                        "org.bouncycastle..")
                .check(CORE);
    }

    @Test
    void onlyPasswordHashingKnowsBouncyCastle() {
        noClasses()
                .that()
                .resideOutsideOfPackage(PASSWORD)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .check(CORE);
    }

    @Test
    void tokensComeFromSecureRandomOnly() {
        noClasses()
                .that()
                .resideInAPackage(TOKEN)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class, UUID.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(StrictMath.class, "random")
                .check(CORE);
    }

    @Test
    void nothingIsWrittenToStandardStreams() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CORE);
    }

    @Test
    void logsGoThroughSlf4jOnly() {
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CORE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(System.Logger.class.getName())
                .check(CORE);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(packages())
                .allSatisfy(name -> assertThat(CORE.getPackage(name).isAnnotatedWith(NullMarked.class))
                        .isTrue());
    }

    @Test
    void publicTypesStayFew() {
        assertThat(CORE.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getName))
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(MOST_PUBLIC_TYPES);
    }

    private static Set<String> packages() {
        return CORE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    }
}
