package dev.aegis.api.shields;

import dev.aegis.dropwizard.FieldError;
import dev.aegis.dropwizard.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Which page of shields a client wants. */
record PageRequest(int limit, OptionalLong before) {
    static final int MAX_LIMIT = 100;
    private static final int DEFAULT_LIMIT = 20;

    /** Reads the query parameters. */
    static PageRequest of(@Nullable String limit, @Nullable String after) {
        List<FieldError> errors = new ArrayList<>();
        int parsedLimit = limit == null ? DEFAULT_LIMIT : parseLimit(limit, errors);
        OptionalLong before = after == null ? OptionalLong.empty() : PageCursor.parse(after);
        if (after != null && before.isEmpty()) {
            errors.add(new FieldError("after", "must be what an earlier page gave as next"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new PageRequest(parsedLimit, before);
    }

    private static int parseLimit(String text, List<FieldError> errors) {
        // parseInt alone takes a sign, and digits of every script.
        if (text.matches("[0-9]{1,9}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        }
        errors.add(new FieldError("limit", "must be 1 to " + MAX_LIMIT));
        return DEFAULT_LIMIT;
    }
}
