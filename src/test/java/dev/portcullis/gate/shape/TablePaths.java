package dev.portcullis.gate.shape;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.gate.shape.field.Either;
import dev.portcullis.gate.shape.field.FieldKind;
import dev.portcullis.gate.shape.field.Fields;
import dev.portcullis.gate.shape.field.FreeObject;
import dev.portcullis.gate.shape.field.Left;
import dev.portcullis.gate.shape.field.ListOf;
import dev.portcullis.gate.shape.field.Only;
import dev.portcullis.gate.shape.field.RefusedField;
import dev.portcullis.gate.shape.field.Tagged;
import dev.portcullis.gate.shape.table.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The paths of a table, and those of a body that was made along it. */
final class TablePaths {
    private TablePaths() {}

    /** The path of every value that the table forwards. */
    static Set<String> of(FieldKind table) {
        Set<String> paths = new TreeSet<>();
        collect(table, "", paths);
        return paths;
    }

    private static void collect(FieldKind kind, String path, Set<String> into) {
        if (kind instanceof Fields fields && kind != Parts.CACHE_CONTROL) {
            fields.all().forEach(field -> collect(field.kind(), join(path, field.name()), into));
        } else if (kind instanceof ListOf list) {
            collect(list.item(), path + "[]", into);
        } else if (kind instanceof Tagged tagged) {
            tagged.variants().forEach((word, variant) -> {
                if (variant instanceof Fields fields) {
                    variant(tagged, word, fields, path, into);
                }
            });
        } else if (kind instanceof Either either) {
            either.kinds().forEach(one -> collect(one, path, into));
        } else if (!(kind instanceof Only || kind instanceof RefusedField || kind instanceof Left)) {
            into.add(path);
        }
    }

    private static void variant(Tagged tagged, String word, Fields fields, String path, Set<String> into) {
        Fields others = fields.without(tagged.tag());
        if (others.all().isEmpty()) {
            into.add(marked(path, word));
        }
        collect(others, marked(path, word), into);
    }

    /** The values of a body, in its order. */
    static List<Leaf> leaves(FieldKind table, JsonNode body) {
        List<Leaf> leaves = new ArrayList<>();
        walk(table, "", "", body, leaves);
        return leaves;
    }

    private static void walk(FieldKind kind, String path, String key, JsonNode node, List<Leaf> into) {
        if (kind instanceof Either either) {
            FieldKind fitting = either.kinds().stream()
                    .filter(one -> one.fits(node))
                    .findFirst()
                    .orElse(new FreeObject());
            walk(fitting, path, key, node, into);
        } else if (kind instanceof Fields fields && kind != Parts.CACHE_CONTROL && node.isObject()) {
            for (Fields.Field field : fields.all()) {
                if (node.has(field.name())) {
                    walk(field.kind(), join(path, field.name()), field.name(), node.path(field.name()), into);
                }
            }
        } else if (kind instanceof ListOf list && node.isArray()) {
            node.forEach(item -> walk(list.item(), path + "[]", key, item, into));
        } else if (kind instanceof Tagged tagged && node.isObject()) {
            String word = node.path(tagged.tag()).asText(tagged.unmarked());
            FieldKind variant = tagged.variants().getOrDefault(word, new FreeObject());
            FieldKind others = variant instanceof Fields fields ? fields.without(tagged.tag()) : variant;
            if (others instanceof Fields fields && fields.all().isEmpty()) {
                into.add(new Leaf(marked(path, word), key, node));
            }
            walk(others, marked(path, word), key, node, into);
        } else if (!(kind instanceof Only)) {
            into.add(new Leaf(path, key, node));
        }
    }

    private static String marked(String path, String word) {
        return (path.endsWith("[]") ? path.substring(0, path.length() - 2) : path) + "[" + word + "]";
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
