package dev.aegis.docs.pages;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Links into the repository lead to a file that is there, and to a heading that is in it. Others are not followed. */
final class Links implements PageCheck {

    private final Repository repository;

    Links(Repository repository) {
        this.repository = repository;
    }

    @Override
    public List<Fault> faults(Page page) {
        List<Fault> faults = new ArrayList<>();
        for (Located link : page.links()) {
            if (!link.text().matches("[a-z]+:.*")) {
                complaint(page, link.text()).ifPresent(text -> faults.add(page.fault(link.line(), text)));
            }
        }
        return faults;
    }

    private Optional<String> complaint(Page page, String destination) {
        String[] parts = destination.split("#", 2);
        String target = parts[0].isEmpty() ? page.path() : resolve(page.path(), parts[0]);
        if (target.startsWith("..") || target.startsWith("/")) {
            return Optional.of("the link " + destination + " leads out of the repository");
        }
        if (!target.equals(page.path()) && !repository.exists(target)) {
            return Optional.of("the link " + destination + " leads nowhere: there is no " + target);
        }
        if (parts.length == 1) {
            return Optional.empty();
        }
        Page to = target.equals(page.path()) ? page : new Page(target, repository.read(target));
        return anchors(to).contains(parts[1])
                ? Optional.empty()
                : Optional.of("the link " + destination + " leads nowhere: " + target + " has no such heading");
    }

    private static String resolve(String page, String destination) {
        return Path.of(page).resolveSibling(destination).normalize().toString().replace('\\', '/');
    }

    /** As GitHub makes them of headings: lower case, blanks as hyphens, other signs gone, repetitions counted. */
    static List<String> anchors(Page page) {
        List<String> anchors = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String heading : page.headings()) {
            String anchor = heading.strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        return anchors;
    }
}
