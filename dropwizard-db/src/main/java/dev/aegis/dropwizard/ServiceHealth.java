package dev.aegis.dropwizard;

import io.dropwizard.lifecycle.Managed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a service does all of its work: it can write, reads find the replica if there is one, and so do its features. */
final class ServiceHealth implements Managed {
    private final Readiness writes;
    private final Readiness reads;
    private final boolean hasReplica;
    private final List<HealthBranch> branches;

    /**
     * The health of a service.
     *
     * @param hasReplica whether reads take another road than writes
     */
    ServiceHealth(Readiness writes, Readiness reads, boolean hasReplica, List<HealthBranch> branches) {
        this.writes = writes;
        this.reads = reads;
        this.hasReplica = hasReplica;
        this.branches = branches;
    }

    Readiness writes() {
        return writes;
    }

    Readiness reads() {
        return reads;
    }

    List<HealthBranch> branches() {
        return branches;
    }

    /** Why the service does not do all of its work, in few words; empty when it does. Waits two seconds at most. */
    Optional<String> fault() {
        if (hasReplica) {
            reads.begin();
        }
        Stream<Optional<String>> faults = Stream.concat(
                Stream.of(Optional.ofNullable(writes.answer().reason()), replicaFault()),
                branches.stream().map(HealthBranch::fault));
        return faults.flatMap(Optional::stream).findFirst();
    }

    private Optional<String> replicaFault() {
        return hasReplica
                ? Optional.ofNullable(reads.answer().reason()).map(reason -> "reads from the replica: " + reason)
                : Optional.empty();
    }

    @Override
    public void stop() {
        writes.stop();
        reads.stop();
    }
}
