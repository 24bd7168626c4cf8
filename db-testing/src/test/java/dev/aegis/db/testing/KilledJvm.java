package dev.aegis.db.testing;

import dev.aegis.db.testing.PostgresProvider.NotHere;

/** A program that starts a server of the kind that is named, says where, and is gone without a chance to clean up. */
final class KilledJvm {

    private KilledJvm() {}

    public static void main(String[] arguments) throws NotHere {
        PostgresProvider provider =
                arguments[0].equals("docker") ? new DockerPostgresProvider() : new EmbeddedPostgresProvider();
        PostgresServer server = provider.start();
        System.out.println("server=" + server.description());
        System.out.println("directory="
                + ScratchDirectory.directory("postgresql").resolve("..").normalize());
        System.out.flush();
        Runtime.getRuntime().halt(1);
    }
}
