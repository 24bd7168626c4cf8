package dev.aegis.migrations.lint;

import dev.aegis.migrations.Changeset;

/**
 * A place where a changeset breaks a rule.
 *
 * @param rule the rule's id
 * @param what the statement or the object, in a few words
 * @param reason what happens
 * @param remedy what to do instead
 */
public record Finding(String rule, Changeset changeset, String what, String reason, String remedy) {

    static Finding of(Rule rule, Changeset changeset, String what) {
        return new Finding(rule.id(), changeset, what, rule.reason(), rule.remedy());
    }

    /** All of it in one line: {@code file::id: rule: what: reason; remedy}. */
    public String line() {
        return changeset.file() + "::" + changeset.id() + ": " + rule + ": " + what + ": " + reason + "; " + remedy;
    }
}
