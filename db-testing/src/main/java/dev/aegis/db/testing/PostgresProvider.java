package dev.aegis.db.testing;

/** One way to come by a PostgreSQL server. */
interface PostgresProvider {

    /** What {@code -Ddb.postgres} calls it. */
    String name();

    /**
     * The server, started if need be.
     *
     * @throws NotHere if this way is not open here, and another one may be
     * @throws TestDatabaseException if this way was asked for and does not work
     */
    PostgresServer start() throws NotHere;

    /** Why a way is not open. */
    final class NotHere extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean surprising;

        private NotHere(String reason, boolean surprising) {
            super(reason, null, false, false);
            this.surprising = surprising;
        }

        /** Because what it needs was not given: nobody expected it to be taken. */
        static NotHere absent(String reason) {
            return new NotHere(reason, false);
        }

        /** Although what it needs seemed to be there, which somebody may want to know. */
        static NotHere unusable(String reason) {
            return new NotHere(reason, true);
        }

        boolean isSurprising() {
            return surprising;
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
