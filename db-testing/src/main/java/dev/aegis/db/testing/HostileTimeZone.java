package dev.aegis.db.testing;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** A time zone for the server that is not the JVM's: code that relies on the two being the same shows. */
final class HostileTimeZone {

    private HostileTimeZone() {}

    static String id() {
        return otherThan(ZoneId.systemDefault(), Instant.now());
    }

    /** A zone, far from UTC, in which it is never the same local time as in that one. */
    static String otherThan(ZoneId zone, Instant now) {
        ZoneOffset offset = zone.getRules().getOffset(now);
        return Stream.of("Pacific/Kiritimati", "America/St_Johns")
                .filter(id -> !ZoneId.of(id).getRules().getOffset(now).equals(offset))
                .findFirst()
                .orElseThrow();
    }
}
