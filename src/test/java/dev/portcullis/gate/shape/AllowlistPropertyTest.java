package dev.portcullis.gate.shape;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.gate.shape.field.Attachments;
import dev.portcullis.gate.shape.field.Dropped;
import dev.portcullis.gate.shape.field.Either;
import dev.portcullis.gate.shape.field.FieldKind;
import dev.portcullis.gate.shape.field.FieldPath;
import dev.portcullis.gate.shape.field.Fields;
import dev.portcullis.gate.shape.field.FreeObject;
import dev.portcullis.gate.shape.field.InlineData;
import dev.portcullis.gate.shape.field.JsonSchema;
import dev.portcullis.gate.shape.field.ListOf;
import dev.portcullis.gate.shape.field.Only;
import dev.portcullis.gate.shape.field.RefusedField;
import dev.portcullis.gate.shape.field.Schemas;
import dev.portcullis.gate.shape.field.Tagged;
import dev.portcullis.gate.shape.field.TokenNumbers;
import dev.portcullis.gate.shape.strict.Refused;
import dev.portcullis.gate.shape.strict.StrictJson;
import dev.portcullis.policy.ApiShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random bodies made along a table and sprinkled with strange fields: every path of the new body is one of the table,
 * and nearly all bodies are accepted, so that the first half says something.
 */
class AllowlistPropertyTest {
    private static final int BODIES = 400;
    private static final List<String> STRANGE = List.of("model_id", "fallbacks", "api_base", "metadata", "Type", "x y");

    @ParameterizedTest
    @EnumSource(
            value = ApiShape.class,
            names = {
                "OPENAI_CHAT",
                "OPENAI_RESPONSES",
                "OPENAI_EMBEDDINGS",
                "OPENAI_IMAGES_GENERATIONS",
                "ANTHROPIC_MESSAGES",
                "ANTHROPIC_COUNT_TOKENS"
            })
    void every_path_of_a_new_body_is_in_the_table(ApiShape shape) throws Refused {
        Fields table = Bodies.table(shape);
        Set<String> allowed = new TreeSet<>();
        paths(table, "", allowed);
        Random random = new Random(20261121);
        Set<String> reached = new TreeSet<>();
        int accepted = 0;
        for (int i = 0; i < BODIES; i++) {
            JsonNode body = make(table, random, 0);
            byte[] bytes = body.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            try {
                JsonNode fresh = table.rebuild(
                        StrictJson.read(bytes), FieldPath.root(new Dropped(), new Attachments(), new Schemas()));
                accepted++;
                paths(fresh, "", table, reached);
            } catch (Refused e) {
                // A random value out of bounds, a kind that is always refused, or only tools of servers.
                assertThat(e.message()).contains("expected");
            }
        }
        assertThat(allowed).containsAll(reached);
        assertThat(accepted).as("accepted of " + BODIES).isGreaterThan(BODIES / 4);
        assertThat(reached).as("paths reached").hasSizeGreaterThan(allowed.size() / 2);
    }

    /** All paths that a table can produce; below a free object there are none. */
    private static void paths(FieldKind kind, String path, Set<String> into) {
        if (kind instanceof Fields fields) {
            for (Fields.Field field : fields.all()) {
                boolean produces = !(field.kind() instanceof RefusedField) && !(field.kind() instanceof Only);
                if (produces) {
                    into.add(path + "." + field.name());
                    paths(field.kind(), path + "." + field.name(), into);
                }
            }
        } else if (kind instanceof ListOf list) {
            paths(list.item(), path + "[]", into);
        } else if (kind instanceof Tagged tagged) {
            tagged.variants().values().forEach(variant -> paths(variant, path, into));
        } else if (kind instanceof Either either) {
            either.kinds().forEach(one -> paths(one, path, into));
        }
    }

    private static void paths(JsonNode node, String path, FieldKind kind, Set<String> into) {
        if (node.isArray()) {
            node.forEach(item -> paths(item, path + "[]", kind, into));
        } else if (node.isObject() && !isFree(path, kind)) {
            node.properties().forEach(field -> {
                into.add(path + "." + field.getKey());
                paths(field.getValue(), path + "." + field.getKey(), kind, into);
            });
        }
    }

    private static boolean isFree(String path, FieldKind table) {
        Set<String> free = new TreeSet<>();
        frees(table, "", free);
        return free.contains(path);
    }

    private static void frees(FieldKind kind, String path, Set<String> into) {
        if (kind instanceof FreeObject || kind instanceof JsonSchema) {
            into.add(path);
        } else if (kind instanceof Fields fields) {
            fields.all().forEach(field -> frees(field.kind(), path + "." + field.name(), into));
        } else if (kind instanceof ListOf list) {
            frees(list.item(), path + "[]", into);
        } else if (kind instanceof Tagged tagged) {
            tagged.variants().values().forEach(variant -> frees(variant, path, into));
        } else if (kind instanceof Either either) {
            either.kinds().forEach(one -> frees(one, path, into));
        }
    }

    static JsonNode make(FieldKind kind, Random random, int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (kind instanceof Fields fields) {
            return object(fields, random, depth);
        } else if (kind instanceof ListOf list) {
            ArrayNode array = nodes.arrayNode();
            int size = list.least() + random.nextInt(3);
            for (int i = 0; i < size; i++) {
                array.add(make(list.item(), random, depth + 1));
            }
            return array;
        } else if (kind instanceof Tagged tagged) {
            List<String> words = new ArrayList<>();
            tagged.variants().forEach((word, variant) -> {
                if (variant instanceof Fields) {
                    words.add(word);
                }
            });
            String word = words.get(random.nextInt(words.size()));
            ObjectNode object =
                    (ObjectNode) make(Objects.requireNonNull(tagged.variants().get(word)), random, depth + 1);
            return object.put(tagged.tag(), word);
        } else if (kind instanceof Either either) {
            return make(either.kinds().get(random.nextInt(either.kinds().size())), random, depth);
        } else if (kind instanceof FreeObject || kind instanceof JsonSchema) {
            return nodes.objectNode().put("model_id", "free").put("x", random.nextInt());
        } else if (kind instanceof InlineData data) {
            return nodes.textNode("data:" + data.mediaTypes().get(0) + ";base64," + Rebuilding.PIXEL);
        } else if (kind instanceof TokenNumbers) {
            return nodes.arrayNode().add(random.nextInt(100_000));
        } else if (kind instanceof Only only) {
            return Rebuilding.tree(only.value().matches("1|false") ? only.value() : "\"" + only.value() + "\"");
        }
        return scalar(kind, random);
    }

    private static ObjectNode object(Fields fields, Random random, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Fields.Field field : fields.all()) {
            boolean wanted = field.required() || random.nextInt(3) > 0;
            if (wanted && !(field.kind() instanceof RefusedField)) {
                object.set(field.name(), make(field.kind(), random, depth + 1));
            }
        }
        if (random.nextInt(3) == 0) {
            String strange = STRANGE.get(random.nextInt(STRANGE.size()));
            if (!object.has(strange)) {
                object.set(strange, Rebuilding.tree("{\"model_id\":[1,{\"a\":null}]}"));
            }
        }
        return object;
    }

    private static JsonNode scalar(FieldKind kind, Random random) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        String first = kind.expected()
                .replaceFirst("^one of ", "")
                .replaceFirst(",.*", "")
                .replace("'", "");
        List<JsonNode> tries = List.of(
                nodes.textNode("t" + random.nextInt()),
                nodes.booleanNode(random.nextBoolean()),
                nodes.numberNode(1),
                nodes.textNode(first));
        return tries.stream().filter(kind::fits).findFirst().orElseThrow();
    }
}
