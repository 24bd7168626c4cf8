package dev.aegis.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The Git repository of a new project. */
final class GitRepository {
    private static final int SECONDS = 30;

    private GitRepository() {}

    /**
     * Makes the directory a repository on branch {@code main}, unless it stands in one already.
     *
     * @return why there is none
     */
    static Optional<String> init(Path directory) throws IOException {
        for (Path above = directory.toAbsolutePath().getParent(); above != null; above = above.getParent()) {
            if (Files.exists(above.resolve(".git"))) {
                return Optional.of("No repository of its own: it stands in that of " + above + ".");
            }
        }
        Process git;
        try {
            git = new ProcessBuilder("git", "init", "--quiet", "--initial-branch=main")
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return Optional.of("Git is not installed: run 'git init' when it is.");
        }
        try {
            if (git.waitFor(SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0) {
                return Optional.empty();
            }
            git.destroyForcibly();
            return Optional.of("'git init' failed: run it in the project.");
        } catch (InterruptedException e) {
            git.destroyForcibly();
            Thread.currentThread().interrupt();
            return Optional.of("'git init' was interrupted: run it in the project.");
        }
    }
}
