package dev.aegis.db.testing;

import java.lang.StackWalker.StackFrame;
import java.security.CodeSource;
import java.util.Objects;

/** Places in the code under test, for messages. */
final class CodePlace {

    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private CodePlace() {}

    /** The innermost call, now, that comes neither from the fixture nor from the JDK. */
    static String ofCaller() {
        return WALKER.walk(frames -> frames.filter(frame -> !isFixtureOrJdk(frame))
                .findFirst()
                .map(frame -> frame.toStackTraceElement().toString())
                .orElse("an unknown place"));
    }

    /** By where the code comes from: tests may well live in the package of this class. */
    private static boolean isFixtureOrJdk(StackFrame frame) {
        CodeSource source = frame.getDeclaringClass().getProtectionDomain().getCodeSource();
        return source == null
                || Objects.equals(
                        source.getLocation(),
                        CodePlace.class.getProtectionDomain().getCodeSource().getLocation());
    }
}
