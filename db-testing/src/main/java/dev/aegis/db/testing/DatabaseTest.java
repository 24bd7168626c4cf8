package dev.aegis.db.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs every test of a class on SQLite and on PostgreSQL, each test with a database that no other test sees.
 *
 * <pre>{@code
 * @DatabaseTest(prepare = MigrateToLatest.class)
 * class AccountDaoTest {
 *     @Test
 *     void inserts(TestDatabase test) { … }
 * }
 * }</pre>
 *
 * <p>A test takes its {@link TestDatabase} as a parameter: of the test method, of {@code @BeforeEach} or
 * {@code @AfterEach}, or of the constructor. All of them get the same one. It is made when first asked for and undone
 * after the last {@code @AfterEach}. {@code @ParameterizedTest}, {@code @RepeatedTest}, {@code @TestFactory} and
 * {@code @Nested} work as always; a nested class may carry an annotation of its own,
 * and a method what is different about it ({@link DatabaseTestOverride}). With
 * {@code @TestInstance(PER_CLASS)} there is one instance for all tests on all engines, whose constructor can therefore
 * not take one; neither can {@code @BeforeAll}.
 *
 * <p>Engines are chosen by the system property {@code db}: {@code -Ddb=sqlite}, {@code -Ddb=postgres}, or both, which
 * is the default. PostgreSQL comes from the environment variable {@code TEST_DATABASE_URL} (a role that may create
 * databases, PostgreSQL 13 or newer), else from Docker if Testcontainers is on the class path and an engine answers,
 * else from embedded binaries; {@code -Ddb.postgres=url}, {@code docker} or {@code embedded} names the one to take. An
 * engine that cannot be had fails the tests.
 *
 * <p>A connection or a transaction that is still open at the end of a test fails it, naming the place. With
 * {@code -Ddb.keep=failed}, the databases of failed tests are kept and their URLs printed. Tests may run in parallel. On PostgreSQL, the time zone of server and sessions is not that of the JVM.
 *
 * <p>May be used as a meta-annotation; is inherited by subclasses.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@ClassTemplate
@ExtendWith(DatabaseTestExtension.class)
public @interface DatabaseTest {

    /** What every test's database contains at its start; by default nothing. */
    Class<? extends DatabasePreparation> prepare() default NoPreparation.class;

    /** How tests are kept apart. */
    Isolation isolation() default Isolation.ROLLBACK;

    /**
     * The engines that the class is about; empty for all. With {@code -Ddb=…} naming none of these, the class does
     * not run.
     */
    TestEngine[] engines() default {};
}
