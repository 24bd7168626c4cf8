package dev.aegis.migrations.lint;

/**
 * What to lint.
 *
 * @param released whether changesets that were released are judged too, not only compared with what was released
 * @param plainLiquibase whether Liquibase's own tools run the changelog too, which set no lock_timeout
 */
public record LintOptions(boolean released, boolean plainLiquibase) {
    /** New changesets, applied by the migrator of this project. */
    public static final LintOptions DEFAULT = new LintOptions(false, false);
}
