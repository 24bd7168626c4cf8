package dev.aegis.db.testing;

/** A program that starts a server, says where, and is gone without a chance to clean up. */
final class KilledJvm {

    private KilledJvm() {}

    public static void main(String[] arguments) {
        PostgresServer server = new EmbeddedPostgresProvider().start();
        System.out.println("server=" + server.description());
        System.out.println("directory="
                + ScratchDirectory.directory("postgresql").resolve("..").normalize());
        System.out.flush();
        Runtime.getRuntime().halt(1);
    }
}
