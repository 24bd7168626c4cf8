package dev.aegis.migrations.lint;

/**
 * What a changeset is judged by.
 *
 * @param id in kebab case; it never changes, since suppressions name it
 * @param reason what happens when the rule is broken; a main clause without a full stop
 * @param remedy what to do instead; an imperative without a full stop
 * @param suppressible whether {@code lint-allow} in the comment of a changeset can break it on purpose
 */
public record LintRule(String id, String reason, String remedy, boolean suppressible) {}
