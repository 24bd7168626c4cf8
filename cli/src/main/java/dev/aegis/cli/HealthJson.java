package dev.aegis.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aegis.db.DatabaseHealth;
import dev.aegis.migrations.MigrationStatus;

/** The health report as JSON for scripts. Fields may come, none may go. */
final class HealthJson {
    private HealthJson() {}

    static ObjectNode of(HealthReport report) {
        ObjectNode tree = Json.object();
        tree.put("status", word(report.isHealthy()));
        database(tree.putObject("database"), report);
        report.replica().ifPresent(replica -> replica(tree.putObject("replica"), replica));
        migrations(tree.putObject("migrations"), report);
        ArrayNode services = tree.putArray("services");
        report.services().forEach(service -> service(services, service));
        return tree;
    }

    private static void database(ObjectNode node, HealthReport report) {
        DatabaseHealth database = report.database();
        node.put("status", word(report.isDatabaseHealthy()));
        node.put("url", report.url().toString());
        node.put("engine", database.engine().displayName());
        database.fault().ifPresent(fault -> node.put("fault", fault));
        database.readOnly().ifPresent(reason -> node.put("read_only", reason));
        if (!database.isHealthy()) {
            return;
        }
        node.put("version", database.version());
        node.put("latency_ms", database.latency().toNanos() / 1e6);
        node.put("size_bytes", database.sizeBytes());
        ArrayNode tables = node.putArray("tables");
        database.tables().forEach(table -> table(tables.addObject(), table));
        ObjectNode settings = node.putObject("settings");
        database.settings().forEach(settings::put);
        database.serverConnections()
                .ifPresent(connections -> node.putObject("server_connections")
                        .put("used", connections.used())
                        .put("max", connections.max()));
    }

    private static void table(ObjectNode node, DatabaseHealth.Table table) {
        node.put("name", table.name());
        node.put("rows", table.precision() == DatabaseHealth.Precision.UNKNOWN ? null : table.rows());
        node.put("complete", table.precision() == DatabaseHealth.Precision.EXACT);
        if (table.precision() == DatabaseHealth.Precision.ABOUT) {
            node.put("estimated", true);
        }
        table.fault().ifPresent(fault -> node.put("fault", fault));
    }

    private static void replica(ObjectNode node, DatabaseHealth replica) {
        node.put("status", word(replica.isHealthy()));
        replica.fault().ifPresent(fault -> node.put("fault", fault));
        if (replica.isHealthy()) {
            node.put("latency_ms", replica.latency().toNanos() / 1e6);
        }
    }

    private static void migrations(ObjectNode node, HealthReport report) {
        report.migrationsFault().ifPresent(fault -> node.put("fault", fault));
        if (report.migrations().isEmpty()) {
            node.put("status", "unknown");
            return;
        }
        MigrationStatus status = report.migrations().get();
        node.put("status", word(status.isCurrent()));
        node.put("applied", status.applied().size());
        node.put("pending", status.pending().size());
        node.put("changed", status.changed().size());
        node.put("unknown", status.unknown().size());
    }

    private static void service(ArrayNode services, ServiceState service) {
        if (service instanceof ServiceState.Running running) {
            services.add(running.report());
            return;
        }
        ObjectNode node = services.addObject().put("service", service.name());
        if (service instanceof ServiceState.Unintelligible other) {
            node.put("status", "unhealthy").put("reason", other.adminUrl() + ": " + other.reason());
        } else {
            node.put("status", "not running");
        }
    }

    private static String word(boolean healthy) {
        return healthy ? "healthy" : "unhealthy";
    }
}
