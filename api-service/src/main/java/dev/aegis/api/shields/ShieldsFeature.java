package dev.aegis.api.shields;

import dev.aegis.api.docs.OpenApi;
import dev.aegis.db.Database;
import io.dropwizard.core.setup.Environment;

/** What this package adds to a service. */
public final class ShieldsFeature {
    private ShieldsFeature() {}

    /** Registers the resource and describes it. */
    public static void register(Environment environment, Database database, OpenApi openApi) {
        Forge forge = new Forge(database, environment.getObjectMapper());
        environment.jersey().register(new ShieldsResource(database, forge));
        openApi.add(ShieldsFeature.class);
    }
}
