package dev.aegis.migrations.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.schema.Table;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Records that a test writes as source text, where there are too many of them to stand in it. */
final class CompiledRecords {
    private CompiledRecords() {}

    /**
     * Compiles them.
     *
     * @param directory that is not there yet
     * @param records the first is called {@code R0}, the others {@code R1} …
     */
    static List<Class<? extends Record>> of(Path directory, List<String> records) {
        String source = String.join("\n", records);
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve("Written.java");
            Files.writeString(
                    file,
                    "import dev.aegis.db.schema.*;\nimport org.jspecify.annotations.Nullable;\nclass Written {\n"
                            + source + "}\n");
            int failed = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            null,
                            "-proc:none",
                            "-cp",
                            Stream.of(Table.class, Nullable.class)
                                    .map(CompiledRecords::location)
                                    .collect(Collectors.joining(System.getProperty("path.separator"))),
                            file.toString());
            assertThat(failed).as(source).isZero();
            List<Class<? extends Record>> classes = new ArrayList<>();
            ClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()});
            for (int i = 0; i < records.size(); i++) {
                classes.add(loader.loadClass("Written$R" + i).asSubclass(Record.class));
            }
            return classes;
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError("the records cannot be compiled", e);
        }
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
