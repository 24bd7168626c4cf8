package dev.aegis.migrations.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The directory in which a project keeps its changelog: {@code changelog.yaml}, and its own changes in a folder. */
record ChangelogDirectory(Path path) {
    private static final Pattern NUMBERED = Pattern.compile("(\\d+)-.*");
    private static final int LONGEST_SLUG = 60;

    Path changes() {
        return path.resolve("changes");
    }

    /** What a file for this message is called, without its extension: {@code 0005-add-gauntlets}. */
    String nextName(String message) {
        int highest = files().stream()
                .map(file -> NUMBERED.matcher(String.valueOf(file.getFileName())))
                .filter(Matcher::matches)
                .mapToInt(numbered -> Integer.parseInt(numbered.group(1)))
                .max()
                .orElse(0);
        return String.format(Locale.ROOT, "%04d-%s", highest + 1, slug(message));
    }

    static String slug(String message) {
        String ascii = Normalizer.normalize(message, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        String slug = ascii.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = slug.substring(0, Math.min(slug.length(), LONGEST_SLUG)).replaceAll("^-+|-+$", "");
        if (cut.isEmpty()) {
            throw new GenerationException(
                    "the message '" + message + "' has no letter or digit to name the file after; say what changes");
        }
        return cut;
    }

    /** Those in the folder of changes, by name. */
    List<Path> files() {
        if (!Files.isDirectory(changes())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(changes())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a new file, all of it or nothing. */
    Path write(String name, String text) {
        Path file = changes().resolve(name + ".yaml");
        try {
            Files.createDirectories(changes());
            // Not Files.createTempFile, which lets its owner alone read the file.
            Path temporary = changes().resolve("." + name + "-" + UUID.randomUUID() + ".tmp");
            try {
                Files.writeString(temporary, text, StandardOpenOption.CREATE_NEW);
                Files.move(temporary, file);
            } finally {
                Files.deleteIfExists(temporary);
            }
            return file;
        } catch (FileAlreadyExistsException e) {
            throw new GenerationException(file + " exists already; nothing was written, run again");
        } catch (IOException e) {
            throw new GenerationException(file + " could not be written: " + e);
        }
    }
}
