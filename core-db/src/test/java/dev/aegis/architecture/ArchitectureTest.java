package dev.aegis.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules of the house that Maven cannot keep. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.aegis");

    @Test
    void theComponentKnowsNothingOfWhatIsBuiltOnIt() {
        noClasses()
                .that()
                .resideInAPackage("dev.aegis.db..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.aegis..").and(resideOutsideOfPackage("dev.aegis.db..")))
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCircles() {
        slices().matching("dev.aegis.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyWhatAServiceNeedsIsPublic() {
        assertThat(CLASSES.stream()
                        .filter(type -> type.getPackageName().equals("dev.aegis.db"))
                        .filter(type ->
                                type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder(
                        "Database",
                        "DatabaseConfig",
                        "DatabaseConfigException",
                        "DatabaseEngine",
                        "DatabaseException",
                        "DatabaseHealth",
                        "DatabaseUrl",
                        "DirectConnections",
                        "Json",
                        "PoolUsage",
                        "SlowTransaction",
                        "SqliteSynchronous",
                        "Transaction",
                        "TransactionCallback",
                        "TransactionConsumer",
                        "TransactionIsolation",
                        "TransactionOptions",
                        "TransactionTime");
    }
}
