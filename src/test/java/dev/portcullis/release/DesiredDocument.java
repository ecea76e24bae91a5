package dev.portcullis.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** {@code userdata/host/desired.schema.json}, by which the host reads the desired state: its example and its judgement. */
public final class DesiredDocument {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode SCHEMA = read();

    private DesiredDocument() {}

    /** The schema's example, with another bundle. */
    public static ObjectNode example(String sha256) {
        ObjectNode document = SCHEMA.path("examples").path(0).deepCopy();
        document.withObject("/bundle").put("sha256", sha256);
        return document;
    }

    /** The validator's own sentences about the parts that the schema does not accept. */
    public static List<String> problems(String document) throws JsonProcessingException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(SCHEMA)
                .validate(JSON.readTree(document))
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static JsonNode read() {
        try {
            return JSON.readTree(Path.of("userdata/host/desired.schema.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
