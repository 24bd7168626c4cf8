package dev.aegis.scaffold;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code .aegis.yaml}: where a project came from, and what its files were, so that an update can tell who changed them.
 *
 * @param facts what was asked for
 * @param files the SHA-256 of each file, by its path
 */
record ProjectRecord(Map<String, String> facts, Map<String, String> files) {
    static final String FILE = ".aegis.yaml";
    private static final String HEAD = "# What 'aegis init' or 'aegis add' made, and the SHA-256 of each file as it was"
            + " then. Keep it under version control.\n";
    private static final Pattern FACT = Pattern.compile("([a-z]+): \"?([^\"]*)\"?");
    private static final Pattern HASH = Pattern.compile(" {2}(.+): ([0-9a-f]{64})");

    /** That of a new project. */
    static ProjectFile of(NewProject project, String version, List<ProjectFile> files) {
        ProjectNames names = project.names();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("version", version);
        facts.put("project", names.project());
        facts.put("package", names.basePackage());
        facts.put("group", names.group());
        facts.put("components", project.components().toString());
        facts.put("example", String.valueOf(project.example()));
        Map<String, String> hashes = new LinkedHashMap<>();
        files.forEach(file -> hashes.put(file.path(), hash(file)));
        return new ProjectRecord(facts, hashes).file();
    }

    /** Reads what {@link #file} wrote; lines of somebody else's are passed over. */
    static ProjectRecord read(String text) {
        Map<String, String> facts = new LinkedHashMap<>();
        Map<String, String> files = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            Matcher hash = HASH.matcher(line);
            Matcher fact = FACT.matcher(line);
            if (hash.matches()) {
                files.put(hash.group(1), hash.group(2));
            } else if (fact.matches() && !fact.group(2).isEmpty()) {
                facts.put(fact.group(1), fact.group(2));
            }
        });
        return new ProjectRecord(facts, files);
    }

    Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    ProjectFile file() {
        StringBuilder yaml = new StringBuilder(HEAD);
        facts.forEach((name, value) -> {
            // What could be read as something else than a text.
            String quote = name.equals("version") || value.contains("[") || value.contains(",") ? "\"" : "";
            yaml.append(name)
                    .append(": ")
                    .append(quote)
                    .append(value)
                    .append(quote)
                    .append('\n');
        });
        yaml.append("files:\n");
        files.forEach((path, hash) ->
                yaml.append("  ").append(path).append(": ").append(hash).append('\n'));
        return ProjectFile.of(FILE, yaml.toString());
    }

    static String hash(ProjectFile file) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(file.content().bytes());
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
