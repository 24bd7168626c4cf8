package dev.aegis.db;

/**
 * The connections of one process at one moment.
 *
 * @param active in use
 * @param idle open and at rest
 * @param waiting callers that wait for one
 * @param max the most there may be
 */
public record PoolUsage(int active, int idle, int waiting, int max) {

    PoolUsage plus(PoolUsage other) {
        return new PoolUsage(active + other.active, idle + other.idle, waiting + other.waiting, max + other.max);
    }
}
