package dev.aegis.db.schema;

/**
 * A condition that every row meets.
 *
 * @param expression SQL that both engines take, without parentheses around it
 */
public record CheckConstraint(String name, String expression) {}
