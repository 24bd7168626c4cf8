package dev.aegis.migrations;

/** The models of the program, without those that tests declare beside them. */
public final class MainModels {
    private MainModels() {}

    public static Models find() {
        return Models.find(element -> !element.contains("test-classes") && !element.endsWith("-tests.jar"));
    }
}
