package dev.aegis.migrations;

import io.github.classgraph.ClassGraph;

/** The models of the program, without those that tests declare beside them. */
public final class MainModels {
    private MainModels() {}

    public static Models find() {
        return Models.find(new ClassGraph()
                .filterClasspathElements(
                        element -> !element.contains("test-classes") && !element.endsWith("-tests.jar")));
    }
}
