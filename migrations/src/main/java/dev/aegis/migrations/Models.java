package dev.aegis.migrations;

import dev.aegis.db.schema.ExternalTables;
import dev.aegis.db.schema.KeptColumns;
import dev.aegis.db.schema.KeptTables;
import dev.aegis.db.schema.RecordSchema;
import dev.aegis.db.schema.SchemaDefinition;
import dev.aegis.db.schema.Table;
import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.PackageInfo;
import io.github.classgraph.ScanResult;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The models of a program: what its annotated records ask of the schema.
 *
 * @param schema the tables of all records that are annotated {@link Table}
 * @param externalTables those that the changelog makes for a library, named by {@link ExternalTables}
 * @param keptColumns those that stay for now without a component, named by {@link KeptColumns}; by table
 * @param keptTables those that stay for now without a record, named by {@link KeptTables}
 */
public record Models(
        SchemaDefinition schema,
        Set<String> externalTables,
        Map<String, Set<String>> keptColumns,
        Set<String> keptTables) {
    /** Libraries that have no models. Only to be quicker: all other packages are read, whoever's they are. */
    private static final String[] LIBRARIES = {
        "ch.qos.logback",
        "com.fasterxml",
        "com.github.dockerjava",
        "com.sun",
        "com.zaxxer.hikari",
        "io.dropwizard",
        "javax",
        "liquibase",
        "org.apache",
        "org.assertj",
        "org.checkerframework",
        "org.glassfish",
        "org.jdbi",
        "org.junit",
        "org.postgresql",
        "org.sqlite",
        "org.testcontainers",
        "org.yaml",
        "picocli"
    };

    public Models {
        externalTables = Set.copyOf(externalTables);
        keptColumns = Map.copyOf(keptColumns);
        keptTables = Set.copyOf(keptTables);
    }

    /** Models that keep nothing else. */
    public Models(SchemaDefinition schema, Set<String> externalTables) {
        this(schema, externalTables, Map.of(), Set.of());
    }

    /** The columns of a table that stay for now. */
    public Set<String> keptColumns(String table) {
        return keptColumns.getOrDefault(table, Set.of());
    }

    /**
     * Finds every annotated record on the class path, whichever its package and its visibility. It reads the class path
     * anew each time, which takes some tenths of a second.
     *
     * @throws dev.aegis.db.schema.SchemaException if one is no model, or they do not fit together; it names all faults
     * @throws MigrationException if something else than a record is annotated
     */
    public static Models find() {
        return find(new ClassGraph());
    }

    /** @param where may limit which classes, packages, directories and jars are looked into */
    static Models find(ClassGraph where) {
        ClassGraph classPath =
                where.ignoreClassVisibility().enableAnnotationInfo().rejectPackages(LIBRARIES);
        try (ScanResult scan = classPath.scan()) {
            List<Class<? extends Record>> records = records(scan);
            return new Models(
                    RecordSchema.of(records),
                    tables(scan, ExternalTables.class, ExternalTables::value),
                    RecordSchema.keptColumns(records),
                    tables(scan, KeptTables.class, KeptTables::value));
        }
    }

    private static List<Class<? extends Record>> records(ScanResult scan) {
        List<Class<? extends Record>> records = new ArrayList<>();
        for (ClassInfo annotated : scan.getClassesWithAnnotation(Table.class)) {
            Class<?> type = annotated.loadClass();
            if (!type.isRecord()) {
                throw new MigrationException(
                        annotated.getName() + ": @Table is for records, and this is none; make it one", null);
            }
            records.add(type.asSubclass(Record.class));
        }
        return records;
    }

    private static <A extends Annotation> Set<String> tables(
            ScanResult scan, Class<A> annotation, Function<A, String[]> names) {
        Set<String> tables = new TreeSet<>();
        for (PackageInfo annotated : scan.getPackageInfo().filter(info -> info.hasAnnotation(annotation))) {
            tables.addAll(Arrays.asList(names.apply(
                    annotation.cast(annotated.getAnnotationInfo(annotation).loadClassAndInstantiate()))));
        }
        return tables;
    }
}
