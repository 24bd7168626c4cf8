package dev.aegis.dropwizard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service cannot start, and the user can change that. It carries all faults found, each one line that names the
 * setting, its value (credentials redacted) and the remedy.
 */
public final class StartupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    public StartupException(List<String> faults) {
        this(faults, null);
    }

    /** One fault, and the exception behind it. */
    public StartupException(String fault, @Nullable Throwable cause) {
        this(List.of(fault), cause);
    }

    private StartupException(List<String> faults, @Nullable Throwable cause) {
        super(String.join(System.lineSeparator(), faults), cause);
        this.faults = List.copyOf(faults);
    }

    /** The faults, in the order of the settings. */
    public List<String> faults() {
        return faults;
    }
}
