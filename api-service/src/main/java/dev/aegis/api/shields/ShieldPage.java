package dev.aegis.api.shields;

import dev.aegis.shields.Shield;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of shields, newest first.
 *
 * @param next the cursor of the page after it, null on the last one
 */
record ShieldPage(List<ShieldBody> items, @Nullable String next) {

    /** Of the shields found, one more than the page holds when there is another page. */
    static ShieldPage of(List<Shield> found, int limit) {
        List<ShieldBody> items = found.stream().limit(limit).map(ShieldBody::of).toList();
        boolean more = found.size() > limit;
        return new ShieldPage(
                items, more ? PageCursor.after(items.get(items.size() - 1).id()) : null);
    }
}
