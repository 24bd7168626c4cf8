package dev.aegis.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.api.ApiTest;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.dropwizard.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.junit.jupiter.api.Test;

/** The document says what the code does: neither has an operation, a bound or an answer that the other lacks. */
class OpenApiTest extends ApiTest {
    private final DocumentedApi api =
            new DocumentedApi(client.get("/openapi.json").json());

    OpenApiTest(TestDatabase database) {
        super(database, Map.of());
    }

    @Test
    void documentsTheOperationsOfTheCodeAndNoOthers() {
        Set<String> operations = new TreeSet<>();
        for (Class<?> type : service.environment().jersey().getResourceConfig().getClasses()) {
            Resource resource = Resource.from(type);
            // The documentation does not document itself.
            if (resource != null && !type.getPackage().equals(OpenApiResource.class.getPackage())) {
                addOperations("", resource, operations);
            }
        }

        assertThat(operations).contains("GET /health", "GET /health/ready");
        assertThat(api.operations()).isEqualTo(operations);
    }

    private static void addOperations(String parent, Resource resource, Set<String> operations) {
        String path = parent + ("/" + resource.getPath()).replaceAll("/+", "/").replaceAll("\\{(\\w+):[^}]*}", "{$1}");
        for (ResourceMethod method : resource.getResourceMethods()) {
            operations.add(method.getHttpMethod() + " " + path);
        }
        resource.getChildResources().forEach(child -> addOperations(path, child, operations));
    }

    @Test
    void documentsEveryTypeOfProblem() {
        List<String> types = new ArrayList<>();
        for (ProblemType type : ProblemType.values()) {
            types.add(type.uri().toString());
        }
        types.add("about:blank");

        List<String> documented = new ArrayList<>();
        api.document()
                .at("/components/schemas/Problem/properties/type/enum")
                .forEach(type -> documented.add(type.asText()));
        assertThat(documented).containsExactlyElementsOf(types);
    }

    @Test
    void documentsTheAnswersThatAreGiven() {
        for (String page : List.of("/health", "/health/live", "/health/ready", "/health/ready/reads")) {
            api.assertDocumented("GET", page, client.get(page));
        }
    }

    @Test
    void givesExamplesThatAreValid() {
        assertThat(api.validExamples()).isPositive();
    }
}
