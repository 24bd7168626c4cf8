package dev.aegis.cli;

/** What the exit codes mean; scripts rely on them. */
final class ExitCodes {
    static final int OK = 0;
    static final int FAILED = 1;
    /** As BSD's sysexits has it, so that it is no other command's 2. */
    static final int USAGE = 64;

    static final int MIGRATIONS_PENDING = 2;
    static final int MIGRATIONS_CHANGED = 3;
    static final int MIGRATIONS_UNKNOWN = 4;
    static final int CANNOT_CONNECT = 5;

    static final int UNHEALTHY = 1;
    static final int NO_ANSWER = 2;
    static final int BAD_SETTINGS = 3;

    private ExitCodes() {}
}
