package dev.aegis.migrations.generate;

import dev.aegis.db.DatabaseEngine;
import dev.aegis.migrations.generate.Difference.ColumnAdded;
import dev.aegis.migrations.generate.Difference.ColumnDropped;
import dev.aegis.migrations.generate.Difference.ForeignKeyDropped;
import dev.aegis.migrations.generate.Difference.IndexAdded;
import dev.aegis.migrations.generate.Difference.TableDropped;
import dev.aegis.migrations.generate.Difference.TypeChanged;
import dev.aegis.migrations.objects.SideObject;
import dev.aegis.migrations.objects.SideObject.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds changes of what views, triggers, indexes over expressions and the like stand on. An engine would refuse them, or
 * drop those objects without a word, and no rollback would bring them back.
 */
final class SideObjectRefusals {
    private final FoldedSchema folded;
    private final Set<String> refusals = new LinkedHashSet<>();

    private SideObjectRefusals(FoldedSchema folded) {
        this.folded = folded;
    }

    /** @throws GenerationException with a line for each difference that would touch one */
    static void check(List<Difference> differences, FoldedSchema folded) {
        SideObjectRefusals refusals = new SideObjectRefusals(folded);
        differences.forEach(refusals::check);
        if (!refusals.refusals.isEmpty()) {
            throw new GenerationException(List.copyOf(refusals.refusals));
        }
    }

    private void check(Difference difference) {
        String table = difference.table();
        if (difference instanceof TableDropped) {
            refuse("drop table " + table, object -> object.standsOn(table));
        } else if (difference instanceof ColumnDropped dropped) {
            String column = dropped.column().name();
            refuse("drop column %s.%s".formatted(table, column), object -> object.standsOn(table, column));
        } else if (difference instanceof TypeChanged changed) {
            String column = changed.after().name();
            boolean isOtherKind =
                    changed.before().type().kind() != changed.after().type().kind();
            refuse(
                    "change the type of %s.%s".formatted(table, column),
                    object -> object.standsOn(table, column) && (isOtherKind || object.kind() != Kind.INDEX));
        } else if (difference instanceof ForeignKeyDropped dropped) {
            String name = dropped.foreignKey().name();
            refuse(
                    "drop constraint %s of %s".formatted(name, table),
                    object -> object.kind() == Kind.DEFERRAL
                            && object.table().equals(table)
                            && object.name().equals(name));
        } else {
            checkName(difference);
        }
    }

    private void checkName(Difference difference) {
        if (difference instanceof ColumnAdded added) {
            others().filter(object -> object.kind() == Kind.COLUMN
                            && object.table().equals(added.table())
                            && object.name().equals(added.column().name()))
                    .forEach(column -> refusals.add(
                            "%s.%s: a changeset made it a generated column, which no record can describe: remove the component from the record"
                                    .formatted(column.table(), column.name())));
        } else if (difference instanceof IndexAdded added) {
            others().filter(object -> object.kind() == Kind.INDEX
                            && object.name().equals(added.index().name()))
                    .forEach(index -> refusals.add(
                            "%s: the index %s is new, and a changeset created another one of that name on %s: give it another name"
                                    .formatted(added.table(), index.name(), index.table())));
        }
    }

    private Stream<SideObject> others() {
        return Stream.of(DatabaseEngine.values()).flatMap(engine -> folded.others(engine).stream());
    }

    private void refuse(String what, Predicate<SideObject> which) {
        refuse(
                what,
                which.and(object -> !object.kind().isPartOfTable()),
                "drop it in a changeset of your own first, with a rollback that creates it; create it again afterwards if it is still needed");
        refuse(
                what,
                which.and(object -> object.kind().isPartOfTable()),
                "write this change by hand, with a rollback that brings that back");
    }

    private void refuse(String what, Predicate<SideObject> which, String remedy) {
        String objects =
                others().filter(which).map(SideObjectRefusals::place).distinct().collect(Collectors.joining(", "));
        if (!objects.isEmpty()) {
            refusals.add("cannot %s: no record describes the %s, which would break or be lost: %s"
                    .formatted(what, objects, remedy));
        }
    }

    private static String place(SideObject object) {
        return object.table().isEmpty() ? object.title() : object.title() + " on " + object.table();
    }

    /**
     * What a new table in place of the old one would lose.
     *
     * @throws GenerationException if there is such a thing
     */
    static void checkRebuild(String table, FoldedSchema folded) {
        List<String> refusals = new ArrayList<>();
        for (SideObject other : folded.sqliteOthers(table)) {
            if (other.kind().isPartOfTable()) {
                refusals.add(
                        "%s: SQLite has to build the table again, and no record describes its %s: write this change by hand, in a pair of changesets with dbms: postgresql and dbms: sqlite"
                                .formatted(table, other.title()));
            } else if (!other.isExact()) {
                refusals.add(
                        "%s: SQLite has to build the table again, and the %s was created before a column that it uses was renamed: drop and create the %s in a changeset of its own first, with the new name"
                                .formatted(table, other.title(), other.title()));
            }
        }
        if (!refusals.isEmpty()) {
            throw new GenerationException(refusals);
        }
    }
}
