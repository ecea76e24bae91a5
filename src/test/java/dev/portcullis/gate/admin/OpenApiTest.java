package dev.portcullis.gate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.policy.AdminRoutes;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The description and the API are one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenApiTest {
    private static final Path FILE = Path.of("src/main/resources/dev/portcullis/gate/admin/openapi.yaml");

    private TestAdmin admin = new TestAdmin();
    private OpenAPI description = new OpenAPI();

    @BeforeAll
    void parse() throws Exception {
        SwaggerParseResult result =
                new OpenAPIV3Parser().readContents(Files.readString(FILE), List.of(), new ParseOptions());
        assertThat(result.getMessages()).isEmpty();
        description = result.getOpenAPI();
    }

    @AfterAll
    void close() {
        admin.close();
    }

    @Test
    void it_is_served_as_it_is_and_without_a_key() throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(admin.url() + "/openapi.yaml"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(Files.readString(FILE));
    }

    @Test
    void it_has_the_operations_that_the_router_has() {
        Set<String> described = description.getPaths().entrySet().stream()
                .flatMap(path -> path.getValue().readOperationsMap().keySet().stream()
                        .map(method -> method + " " + path.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> routed = admin.router.getRoutes().stream()
                .filter(route -> route.methods() != null)
                .map(route -> route.methods().iterator().next() + " "
                        + route.getPath().replaceAll(":([a-z]+)", "{$1}"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).isEqualTo(routed);
    }

    @Test
    void the_edge_and_the_operators_lock_know_the_same_operations() {
        Set<String> known = AdminRoutes.API.stream()
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(known)
                .isEqualTo(description.getPaths().entrySet().stream()
                        .flatMap(path -> path.getValue().readOperationsMap().keySet().stream()
                                .map(method -> method + " " + path.getKey()))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void every_operation_that_needs_a_key_says_what_happens_without_one() {
        for (Map.Entry<String, PathItem> path : description.getPaths().entrySet()) {
            for (Operation operation : path.getValue().readOperations()) {
                boolean open = path.getKey().equals("/openapi.yaml");
                assertThat(operation.getResponses().containsKey("401"))
                        .as(operation.getOperationId())
                        .isNotEqualTo(open);
                assertThat(operation.getResponses().containsKey("403"))
                        .as(operation.getOperationId())
                        .isEqualTo(String.valueOf(operation.getDescription()).startsWith("Scope "));
            }
        }
    }

    @Test
    void answers_have_the_fields_that_it_names() throws Exception {
        String id = admin.key("k");
        admin.spend(id, "nova-pro", 7);
        admin.reserve(id, "nova-pro", 7);
        admin.adminKey("alice", "read");

        assertThat(fields(first("/admin/keys"))).isEqualTo(described("Key"));
        assertThat(fields(first("/admin/clients"))).isEqualTo(described("Client"));
        assertThat(fields(first("/admin/reservations"))).isEqualTo(described("Reservation"));
        assertThat(fields(first("/admin/audit"))).isEqualTo(described("AuditEntry"));
        assertThat(fields(first("/admin/admin-keys"))).isEqualTo(described("AdminKey"));
        assertThat(fields(admin.get("/admin/closure").body())).isEqualTo(described("Closure"));
        assertThat(fields(first("/admin/spend"))).isEqualTo(described("Spent"));
        assertThat(fields(admin.get("/admin/keys/k").body().get("standing"))).isEqualTo(described("Standing"));
    }

    private JsonNode first(String path) throws Exception {
        return admin.get(path).body().get("items").get(0);
    }

    private static Set<String> fields(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private Set<String> described(String schema) {
        Schema<?> found =
                Objects.requireNonNull(description.getComponents().getSchemas().get(schema));
        assertThat(found.getRequired())
                .containsExactlyInAnyOrderElementsOf(found.getProperties().keySet());
        return new TreeSet<>(found.getProperties().keySet());
    }
}
