package dev.aegis.migrations.generate;

/** Something about the schema that is not written in a form that is understood here. */
final class UnreadableSql extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableSql() {
        super("not understood");
    }

    /** @param reason which is more than that it was not understood */
    UnreadableSql(String reason) {
        super(reason);
    }
}
