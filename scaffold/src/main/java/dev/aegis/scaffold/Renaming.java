package dev.aegis.scaffold;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives files the names of another project: packages, groups, artifacts, images. */
final class Renaming {
    private static final Pattern PACKAGE = Pattern.compile("(?<![\\w.])dev\\.aegis(?![\\w-])");
    private static final Pattern DIRECTORY = Pattern.compile("(?<![\\w-])dev/aegis(?![\\w-])");

    private final ProjectNames names;

    Renaming(ProjectNames names) {
        this.names = names;
    }

    String path(String path) {
        return packages(path);
    }

    String text(String path, String text) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return switch (name) {
            case "pom.xml" -> packages(pom(text));
            case "docker-compose.yml" -> packages(compose(text));
            default -> packages(text);
        };
    }

    private String packages(String text) {
        String renamed = PACKAGE.matcher(text).replaceAll(Matcher.quoteReplacement(names.basePackage()));
        return DIRECTORY
                .matcher(renamed)
                .replaceAll(Matcher.quoteReplacement(names.basePackage().replace('.', '/')));
    }

    private String pom(String text) {
        return text.replace("<groupId>dev.aegis</groupId>", "<groupId>" + names.group() + "</groupId>")
                .replace("<artifactId>aegis</artifactId>", "<artifactId>" + names.project() + "</artifactId>")
                .replace("<name>Aegis Database Component</name>", "<name>" + names.project() + "</name>");
    }

    private String compose(String text) {
        return text.replaceAll("(?m)^name: aegis$", "name: " + names.project())
                .replace("image: aegis/", "image: " + names.project() + "/");
    }
}
