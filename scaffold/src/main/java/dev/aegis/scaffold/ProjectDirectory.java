package dev.aegis.scaffold;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Where a new project is written: beside its place first, and moved there when it is complete. */
final class ProjectDirectory {
    private final Path parent;
    private final Path target;

    ProjectDirectory(Path parent, String name) {
        this.parent = parent;
        this.target = parent.resolve(name);
    }

    /** Writes all files, or none; makes it a Git repository, or says why not. Asks for the files if there is place. */
    Optional<String> write(Supplier<List<ProjectFile>> files) {
        if (!Files.isDirectory(parent)) {
            throw new ScaffoldException(parent + " is no directory; make it, or name another one");
        }
        Path staging;
        try {
            refuseToOverwrite();
            staging = Files.createTempDirectory(parent, "." + target.getFileName() + "-");
        } catch (IOException e) {
            throw failed(e, "nothing was left behind");
        }
        try {
            for (ProjectFile file : files.get()) {
                write(staging, file);
            }
            Optional<String> note = GitRepository.init(staging);
            allowAsUsual(staging);
            Files.deleteIfExists(target);
            Files.move(staging, target);
            return note;
        } catch (IOException e) {
            throw failed(e, afterFailure(staging));
        } catch (RuntimeException | Error e) {
            e.addSuppressed(new ScaffoldException(afterFailure(staging)));
            throw e;
        }
    }

    private static String afterFailure(Path staging) {
        try {
            delete(staging);
            return "nothing was left behind";
        } catch (IOException e) {
            return staging + " was left behind (" + reason(e) + "); remove it";
        }
    }

    private ScaffoldException failed(IOException e, String outcome) {
        return new ScaffoldException("cannot write " + target + ": " + reason(e) + "; " + outcome, e);
    }

    private void refuseToOverwrite() throws IOException {
        if (Files.isSymbolicLink(target)) {
            throw new ScaffoldException(target + " is a symbolic link; choose another name, or remove it");
        }
        if (!Files.exists(target)) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw new ScaffoldException(target + " exists; choose another name, or remove it");
        }
        try (Stream<Path> content = Files.list(target)) {
            if (content.findAny().isPresent()) {
                throw new ScaffoldException(target + " exists and is not empty; choose another name, or remove it");
            }
        }
    }

    static void write(Path root, ProjectFile file) throws IOException {
        Path inRoot = Path.of(file.path()).normalize();
        if (inRoot.isAbsolute() || inRoot.startsWith("..")) {
            throw new IllegalStateException("outside of the project: " + file.path());
        }
        Path path = root.resolve(inRoot);
        Files.createDirectories(path.getParent());
        Files.write(path, file.content().bytes());
        if (file.executable()) {
            path.toFile().setExecutable(true, false);
        }
    }

    /** A temporary directory is its owner's alone; a project is as any directory of the parent. */
    private static void allowAsUsual(Path directory) throws IOException {
        if (Files.getFileAttributeView(directory, PosixFileAttributeView.class) != null) {
            Path probe = Files.createDirectory(directory.resolve(".permissions"));
            String usual = PosixFilePermissions.toString(Files.getPosixFilePermissions(probe));
            Files.delete(probe);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(usual));
        }
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> content = Files.walk(directory)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or directory: " + e.getMessage();
        }
        return String.valueOf(e.getMessage());
    }
}
