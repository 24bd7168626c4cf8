package dev.aegis.db;

import java.util.Locale;
import java.util.regex.Pattern;

/** Takes credentials out of text that may be malformed; when in doubt it takes out more. */
final class Redaction {
    /** Greedy up to the last @: an unencoded @ or / in a password must not let its tail through. */
    private static final Pattern PASSWORD = Pattern.compile("^([A-Za-z0-9+.-]*:/*[^:/@]*):.*@");

    private static final Pattern NO_SCHEME = Pattern.compile("^(?![A-Za-z0-9+.-]+://).*@");
    private static final Pattern SECRET_PARAMETER =
            Pattern.compile("([?&][^=&]*password[^=&]*=)[^&]*", Pattern.CASE_INSENSITIVE);

    private Redaction() {}

    static String of(String url) {
        String text = NO_SCHEME.matcher(url).replaceFirst("***@");
        text = PASSWORD.matcher(text).replaceFirst("$1:***@");
        return SECRET_PARAMETER.matcher(text).replaceAll("$1***");
    }

    static boolean isSecret(String parameter) {
        return parameter.toLowerCase(Locale.ROOT).contains("password");
    }
}
