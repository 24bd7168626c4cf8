package dev.aegis.scaffold;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which whole files belong to a part. Lines of a shared file are marked in it; see {@link MarkedRegions}. */
final class PartRules {
    private record Rule(Part part, Pattern path) {
        Rule(Part part, String path) {
            this(part, Pattern.compile(path));
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule(Part.EXAMPLE, "(.*/)?shields/.*"),
            new Rule(Part.EXAMPLE, "scripts/delete-example"),
            new Rule(Part.SCHEDULER, "scheduler-service/.*"),
            new Rule(Part.SCHEDULER, ".*/db/changelog/scheduler/.*"),
            new Rule(Part.SCHEDULER, "(.*/)?jobs/.*"),
            new Rule(Part.SCHEDULER, "cli/.*/Job[^/]*"),
            new Rule(Part.SINGLE, "single-service/.*"),
            new Rule(Part.STACK, "docker/(postgres|development-secrets)/.*"),
            new Rule(Part.STACK, "scripts/aegis-at-the-services"),
            new Rule(Part.REPOSITORY, "cli/.*/(Init|Add)[^/]*"),
            new Rule(Part.REPOSITORY, ".*/\\w+GuideTest\\.java"),
            new Rule(Part.REPOSITORY, "scripts/compose-up-repeatedly"));

    private PartRules() {}

    /** The parts that must all be taken for the file to be. */
    static Set<Part> of(String path) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        RULES.stream().filter(rule -> rule.path().matcher(path).matches()).forEach(rule -> parts.add(rule.part()));
        return parts;
    }
}
