package dev.aegis.db;

import java.util.ArrayList;
import java.util.List;

/**
 * Thrown when settings are wrong. It carries <em>all</em> faults found, each one line that names the setting, its value
 * (credentials redacted) and the remedy.
 */
public final class DatabaseConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> faults;

    DatabaseConfigException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = new ArrayList<>(faults);
    }

    /** The faults, in the order of the settings; never empty. */
    public List<String> faults() {
        return List.copyOf(faults);
    }
}
