package dev.aegis.migrations.drift;

/** What can be said of a part of a table; each value reads well by itself. */
public enum Fact {
    TYPE("no type"),
    COLLATION("the usual collation"),
    NULLABILITY("nullable"),
    DEFAULT("no default"),
    GENERATION("not generated"),
    /** A constraint's name, where it is not what the part is known by. */
    NAME("no name"),
    UNIQUENESS("not unique"),
    COLUMNS("no columns"),
    REFERENCE("no reference"),
    ON_DELETE("on delete no action"),
    ON_UPDATE("on update no action"),
    MATCH("match simple"),
    /** Whether a constraint can wait for the end of the transaction. */
    DEFERRAL("not deferrable"),
    CONDITION("no condition"),
    WHERE("for all rows"),
    /** That existing rows need not meet a constraint, or that an index is not complete. */
    VALIDITY("valid");

    private final String absent;

    Fact(String absent) {
        this.absent = absent;
    }

    /** What it means that a part does not have it. */
    String absent() {
        return absent;
    }
}
