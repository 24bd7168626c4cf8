package dev.aegis.db.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;

/** A container that exists. */
record DockerContainer(DockerClient client, String host, String id) implements AutoCloseable {

    void start() {
        client.startContainerCmd(id).exec();
    }

    boolean isRunning() {
        return Boolean.TRUE.equals(
                client.inspectContainerCmd(id).exec().getState().getRunning());
    }

    /** The port of the host that leads to a port of the container. */
    int port(int inside) {
        Ports.Binding[] bindings = client.inspectContainerCmd(id)
                .exec()
                .getNetworkSettings()
                .getPorts()
                .getBindings()
                .get(ExposedPort.tcp(inside));
        if (bindings == null || bindings.length == 0) {
            throw new IllegalStateException("port " + inside + " is not published; has the container ended?");
        }
        return Integer.parseInt(bindings[0].getHostPortSpec());
    }

    /** Removes it, running or not, with all that it has written. */
    @Override
    public void close() {
        try {
            client.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException e) {
            // somebody else has removed it
        }
    }
}
