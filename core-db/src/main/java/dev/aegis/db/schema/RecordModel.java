package dev.aegis.db.schema;

import java.util.List;
import java.util.Set;

/**
 * What a record says about its table's columns.
 *
 * @param columns those that have a type
 * @param names of all columns
 */
record RecordModel(
        Class<? extends Record> record,
        String table,
        List<ModelColumn> columns,
        List<String> primaryKey,
        Set<String> names) {}
