package dev.aegis.migrations.lint;

import dev.aegis.migrations.sql.Statement.AddDomainConstraint;
import dev.aegis.migrations.sql.Statement.AlterTable;
import dev.aegis.migrations.sql.TableAction.AddColumn;
import dev.aegis.migrations.sql.TableAction.AddConstraint;
import dev.aegis.migrations.sql.TableAction.SetNotNull;
import dev.aegis.migrations.sql.TableAction.ValidateConstraint;
import dev.aegis.migrations.sql.TableConstraint.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Constraints that PostgreSQL checks against all rows while it keeps others away. */
final class ConstraintRules {
    private static final String VALIDATE_LATER =
            "add it with NOT VALID, and VALIDATE CONSTRAINT in a changeset after this one";

    static final List<Rule> RULES = List.of(
            new Rule(
                    "unique-constraint",
                    "the table can be neither read nor written while the index under the constraint is built",
                    "create a unique index concurrently, then add the constraint with USING INDEX",
                    changeset -> added(changeset, Kind.UNIQUE)),
            new Rule(
                    "primary-key",
                    "the table can be neither read nor written while the index under the key is built",
                    "create a unique index concurrently on columns that are NOT NULL, then add the key with USING INDEX",
                    changeset -> added(changeset, Kind.PRIMARY_KEY)),
            new Rule(
                    "foreign-key",
                    "neither table can be written while all rows are checked",
                    VALIDATE_LATER,
                    changeset -> added(changeset, Kind.FOREIGN_KEY)),
            new Rule(
                    "check-constraint",
                    "the table can be neither read nor written while all rows are checked",
                    VALIDATE_LATER,
                    changeset -> Stream.concat(added(changeset, Kind.CHECK), added(changeset, Kind.NOT_NULL))),
            new Rule(
                    "exclusion-constraint",
                    "the table can be neither read nor written while its index is built, and NOT VALID does not exist",
                    "make a new table with the constraint and move the rows, or do it while nobody uses the table",
                    changeset -> added(changeset, Kind.EXCLUDE)),
            new Rule(
                    "domain-constraint",
                    "every table with a column of the domain is locked while all its rows are checked",
                    VALIDATE_LATER,
                    changeset -> changeset
                            .statements(AddDomainConstraint.class)
                            .filter(add -> !add.constraint().notValid() && changeset.isExisting(add.domain()))
                            .map(add -> add.domain() + ", " + add.constraint().label())),
            new Rule(
                    "validate-with-add",
                    "the lock that adding took is held until the validation has read all rows",
                    "validate in a changeset after the one that adds the constraint",
                    ConstraintRules::validatedWhereAdded),
            new Rule(
                    "set-not-null",
                    "the table can be neither read nor written while all rows are checked",
                    "add CHECK (column IS NOT NULL) with NOT VALID and validate it in the next changeset; then SET NOT"
                            + " NULL reads nothing, and the check can go",
                    changeset -> changeset.onExisting(
                            SetNotNull.class,
                            (table, set) -> isProved(changeset, table, set.column())
                                    ? Stream.empty()
                                    : Stream.of(table + "." + set.column()))));

    private ConstraintRules() {}

    private static Stream<String> added(LintedChangeset changeset, Kind kind) {
        Stream<String> constraints = changeset.onExisting(
                AddConstraint.class,
                (table, add) -> Stream.of(add.constraint())
                        .filter(constraint -> constraint.kind() == kind)
                        .filter(constraint -> !constraint.notValid() && !constraint.usingIndex())
                        .map(constraint -> table + ", " + constraint.label()));
        Stream<String> columns = changeset.onExisting(
                AddColumn.class,
                (table, add) -> add.column().has(kind)
                        ? Stream.of(
                                table + ", with the new column " + add.column().name())
                        : Stream.empty());
        return Stream.concat(constraints, columns);
    }

    private static Stream<String> validatedWhereAdded(LintedChangeset changeset) {
        if (!changeset.inTransaction()) {
            return Stream.empty();
        }
        Set<String> added = changeset
                .statements(AlterTable.class)
                .flatMap(alter -> alter.actions().stream()
                        .filter(AddConstraint.class::isInstance)
                        .map(action -> alter.table() + ", "
                                + ((AddConstraint) action).constraint().name()))
                .collect(Collectors.toSet());
        return changeset
                .onExisting(ValidateConstraint.class, (table, validate) -> Stream.of(table + ", " + validate.name()))
                .filter(added::contains);
    }

    private static boolean isProved(LintedChangeset changeset, String table, String column) {
        SchemaFacts facts = changeset.before();
        return facts.provedNotNull(table, column)
                || changeset
                        .onExisting(
                                ValidateConstraint.class,
                                (altered, validate) ->
                                        Stream.of(validate.name()).filter(name -> altered.equalsIgnoreCase(table)))
                        .anyMatch(name -> facts.wouldProveNotNull(table, name, column));
    }
}
