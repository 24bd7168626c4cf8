package dev.aegis.migrations.lint;

import java.util.stream.Stream;

/**
 * Something that a changeset should not do.
 *
 * @param id in kebab case; it never changes, since suppressions name it
 * @param reason what happens otherwise; a main clause without a full stop
 * @param remedy what to do instead; an imperative without a full stop
 */
record Rule(String id, String reason, String remedy, Check check) {

    /** A rule that is not about one changeset by itself: somebody else looks for what breaks it. */
    Rule(String id, String reason, String remedy) {
        this(id, reason, remedy, changeset -> Stream.empty());
    }

    interface Check {
        /** What in the changeset breaks the rule, one entry for each time. */
        Stream<String> find(LintedChangeset changeset);
    }
}
