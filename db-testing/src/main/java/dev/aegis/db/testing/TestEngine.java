package dev.aegis.db.testing;

/** An engine that database tests run on. */
public enum TestEngine {
    SQLITE("sqlite"),
    POSTGRESQL("postgresql");

    private final String label;

    TestEngine(String label) {
        this.label = label;
    }

    /** The name in test reports: {@code sqlite} or {@code postgresql}. */
    public String label() {
        return label;
    }

    /** How an invocation of a test class on this engine is shown. */
    String displayName() {
        return "[" + label + "]";
    }
}
