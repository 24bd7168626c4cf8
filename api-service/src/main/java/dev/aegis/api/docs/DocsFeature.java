package dev.aegis.api.docs;

import io.dropwizard.core.setup.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What this package adds to a service. */
public final class DocsFeature {
    private static final String WEBJAR = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private DocsFeature() {}

    /** Registers the document, complete by now, and the pages that show it. */
    public static void register(Environment environment, OpenApi openApi) {
        environment.jersey().register(new OpenApiResource(openApi));
        environment.jersey().register(new DocsResource(files()));
    }

    private static Map<String, StaticFile> files() {
        String swaggerUi = "/META-INF/resources/webjars/swagger-ui/" + webjarVersion() + "/";
        return Map.of(
                "index.html", new StaticFile("index.html", "text/html;charset=utf-8"),
                "start.js", new StaticFile("start.js", "text/javascript;charset=utf-8"),
                "swagger-ui.css", new StaticFile(swaggerUi + "swagger-ui.css", "text/css;charset=utf-8"),
                "swagger-ui-bundle.js",
                        new StaticFile(swaggerUi + "swagger-ui-bundle.js", "text/javascript;charset=utf-8"),
                "favicon-32x32.png", new StaticFile(swaggerUi + "favicon-32x32.png", "image/png"));
    }

    private static String webjarVersion() {
        Properties properties = new Properties();
        try (@Nullable InputStream file = DocsFeature.class.getResourceAsStream(WEBJAR)) {
            if (file == null) {
                throw new IllegalStateException("org.webjars:swagger-ui is not on the class path");
            }
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
