package dev.aegis.db;

import java.util.Locale;
import java.util.regex.Pattern;

/** Takes credentials out of text that may be malformed; when in doubt it takes out more. */
final class Redaction {
    /** Greedy up to the last @: an unencoded @ or / in a password must not let its tail through. */
    private static final Pattern PASSWORD = Pattern.compile("^([A-Za-z0-9+.-]*:/*[^:/@]*):.*@", Pattern.DOTALL);

    private static final Pattern NO_SCHEME = Pattern.compile("^(?![A-Za-z0-9+.-]+://).*@", Pattern.DOTALL);

    private static final Pattern HOSTS_ONLY = Pattern.compile(
            "[A-Za-z0-9+.-]+://(HOST(,HOST)*)?([/?].*)?".replace("HOST", "([^:/?,]*|\\[[^]]*])(:[0-9]{1,5})?"),
            Pattern.DOTALL);

    private static final Pattern FORGOTTEN_HOST = Pattern.compile("://([^:]*):.*", Pattern.DOTALL);

    /** Up to the end: an unencoded & in a password must not let its tail through. */
    private static final Pattern SECRET_PARAMETER =
            Pattern.compile("([?&][^=&]*password[^=&]*=).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Redaction() {}

    static String of(String url) {
        String text = NO_SCHEME.matcher(url).replaceFirst("***@");
        text = PASSWORD.matcher(text).replaceFirst("$1:***@");
        // Without an @ and without a port, what follows a colon may be a password whose host was forgotten.
        if (!text.contains("@") && !HOSTS_ONLY.matcher(text).matches()) {
            text = FORGOTTEN_HOST.matcher(text).replaceFirst("://$1:***");
        }
        text = SECRET_PARAMETER.matcher(text).replaceAll("$1***");
        return CONTROL.matcher(text).replaceAll("?");
    }

    static boolean isSecret(String parameter) {
        return parameter.toLowerCase(Locale.ROOT).contains("password");
    }
}
