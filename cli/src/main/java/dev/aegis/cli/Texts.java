package dev.aegis.cli;

import java.time.Duration;
import java.util.Locale;

/** Figures as people read them. */
final class Texts {
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

    private Texts() {}

    static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** Powers of 1024, as the tools that show files do. */
    static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.2f ms", duration.toNanos() / 1e6);
    }

    static String uptime(Duration uptime) {
        if (uptime.toDays() > 0) {
            return uptime.toDays() + " d " + uptime.toHoursPart() + " h";
        }
        if (uptime.toHours() > 0) {
            return uptime.toHours() + " h " + uptime.toMinutesPart() + " min";
        }
        return uptime.toMinutes() > 0 ? uptime.toMinutes() + " min" : uptime.toSeconds() + " s";
    }
}
