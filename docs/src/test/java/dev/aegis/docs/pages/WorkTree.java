package dev.aegis.docs.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The repository that this module is in. */
final class WorkTree implements Repository {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** The README, the guides and the READMEs of the modules; a new page is found by itself. */
    List<Page> pages() {
        Stream<String> modules = list(ROOT).filter(Files::isDirectory).map(module -> relative(module) + "/README.md");
        Stream<String> guides = filesBelow("docs").stream().filter(path -> !path.startsWith("docs/src/"));
        return Stream.of(Stream.of("README.md", "CONTRIBUTING.md"), guides, modules)
                .flatMap(paths -> paths)
                .filter(path -> path.endsWith(".md") && exists(path))
                .distinct()
                .sorted()
                .map(path -> new Page(path, read(path)))
                .toList();
    }

    @Override
    public boolean exists(String path) {
        return Files.exists(ROOT.resolve(path));
    }

    @Override
    public String read(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    @Override
    public List<String> filesBelow(String directory) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
            return files.filter(Files::isRegularFile)
                    .map(WorkTree::relative)
                    .filter(path -> !path.contains("/target/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + directory, e);
        }
    }

    private static Stream<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + directory, e);
        }
    }

    private static String relative(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }
}
