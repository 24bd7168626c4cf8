package dev.aegis.db;

import java.util.Arrays;
import java.util.List;

/** Where in the code of the application a thread is, for messages. Costs a walk over its stack. */
final class CallerPlace {
    private static final String COMPONENT = CallerPlace.class.getPackageName() + ".";
    private static final List<String> LIBRARIES = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "com.zaxxer.",
            "org.jdbi.",
            "org.postgresql.",
            "org.sqlite.");

    private CallerPlace() {}

    /** The nearest frame outside of the component and of what it stands on: {@code Resource.java:42}. */
    static String of(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .filter(frame -> !isInside(frame.getClassName()))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("an unknown place");
    }

    private static boolean isInside(String className) {
        return LIBRARIES.stream().anyMatch(className::startsWith)
                || (className.startsWith(COMPONENT) && className.indexOf('.', COMPONENT.length()) < 0);
    }
}
