package dev.aegis.migrations.lint;

import java.util.List;

/**
 * What linting found.
 *
 * @param findings first those about releases, then the others in the order of the changelog
 * @param judged how many changesets were judged
 * @param passedOver how many were only compared with what was released
 */
public record LintReport(List<Finding> findings, int judged, int passedOver) {
    public LintReport {
        findings = List.copyOf(findings);
    }
}
