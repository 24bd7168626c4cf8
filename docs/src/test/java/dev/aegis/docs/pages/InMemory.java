package dev.aegis.docs.pages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A small repository for tests of the checks. */
final class InMemory implements Repository {

    private final Map<String, String> files = new TreeMap<>();

    InMemory with(String path, String content) {
        files.put(path, content);
        return this;
    }

    @Override
    public boolean exists(String path) {
        return path.isEmpty()
                || files.containsKey(path)
                || files.keySet().stream().anyMatch(file -> file.startsWith(path + "/"));
    }

    @Override
    public String read(String path) {
        return Optional.ofNullable(files.get(path))
                .orElseThrow(() -> new IllegalArgumentException("There is no file " + path));
    }

    @Override
    public List<String> filesBelow(String directory) {
        return files.keySet().stream()
                .filter(file -> file.startsWith(directory + "/"))
                .toList();
    }

    /** The messages of a check about a page with this text, {@code docs/page.md}. */
    static List<String> messages(PageCheck check, String text) {
        return check.faults(new Page("docs/page.md", text)).stream()
                .map(Fault::message)
                .toList();
    }
}
