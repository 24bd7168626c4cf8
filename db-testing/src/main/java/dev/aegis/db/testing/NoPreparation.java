package dev.aegis.db.testing;

/** Leaves the database empty. */
final class NoPreparation implements DatabasePreparation {

    @Override
    public void prepare(TestDatabase database) {
        // nothing to prepare
    }
}
