package dev.aegis.docs.pages;

import java.util.List;

/** Looks for one kind of fault. */
@FunctionalInterface
interface PageCheck {

    /** Everything of that kind that is wrong in a page. */
    List<Fault> faults(Page page);
}
