/**
 * What a changeset must not lose: proves after it ran, and before it is committed, that everything is still there which
 * it does not say to drop. Start at {@link dev.aegis.migrations.proof.ChangesetProof}.
 */
@NullMarked
package dev.aegis.migrations.proof;

import org.jspecify.annotations.NullMarked;
