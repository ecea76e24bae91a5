package dev.portcullis.gate.shape;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.Model;
import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.gate.shape.FieldFate.Word;
import dev.portcullis.gate.shape.field.FieldKind;
import dev.portcullis.gate.shape.strict.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A scene as the gate sends it to a model.
 *
 * @param rebuilt empty where it is refused
 * @param fates one for each of the caller's values
 * @param left the values of the body that goes on
 */
record AtGate(Optional<Rebuilt> rebuilt, List<FieldFate> fates, List<Leaf> left) {

    static final Catalogue CATALOGUE = Shipped.catalogue();

    static AtGate of(Scene scene, Model model, int number) throws IOException {
        FieldKind table = Bodies.table(scene.api());
        byte[] json = scene.json(model, number);
        List<Leaf> given = TablePaths.leaves(table, Rebuilding.JSON.readTree(json));
        try {
            Rebuilt rebuilt = Bodies.rebuild(scene.api(), json, "application/json", CATALOGUE, "us");
            List<Leaf> left = TablePaths.leaves(table, Rebuilding.JSON.readTree(rebuilt.bytes()));
            String before = new String(json, StandardCharsets.UTF_8);
            String after = new String(rebuilt.bytes(), StandardCharsets.UTF_8);
            return new AtGate(
                    Optional.of(rebuilt),
                    given.stream()
                            .map(leaf -> fate(scene, leaf, before, after, left, rebuilt.dropped()))
                            .toList(),
                    left);
        } catch (Refused e) {
            return new AtGate(
                    Optional.empty(),
                    given.stream()
                            .map(leaf -> new FieldFate(leaf, Word.REFUSED, e.code()))
                            .toList(),
                    List.of());
        }
    }

    List<Leaf> silent() {
        return fates.stream()
                .filter(fate -> fate.word() == Word.SILENT)
                .map(FieldFate::leaf)
                .toList();
    }

    private static FieldFate fate(
            Scene scene, Leaf leaf, String before, String after, List<Leaf> left, List<String> dropped) {
        Optional<String> name =
                dropped.stream().filter(each -> isNamed(leaf, each)).findFirst();
        if (name.isPresent()) {
            return new FieldFate(leaf, Word.NAMED, name.get());
        }
        if (isKept(leaf, before, after, left)) {
            return new FieldFate(leaf, Word.PASSES, "");
        }
        return FieldTranslation.inGate(scene, leaf, after)
                .map(found -> new FieldFate(leaf, Word.TRANSLATED, found.reason()))
                .orElseGet(() -> new FieldFate(leaf, Word.SILENT, ""));
    }

    private static boolean isKept(Leaf leaf, String before, String after, List<Leaf> left) {
        if (leaf.isMark()) {
            return count(after, "\"cache_control\"") >= count(before, "\"cache_control\"");
        }
        boolean there = left.stream()
                .anyMatch(other -> other.plainPath().equals(leaf.plainPath())
                        && other.value().equals(leaf.value()));
        return there
                || (!leaf.signs().isEmpty()
                        && leaf.signs().stream().allMatch(sign -> count(after, sign) >= count(before, sign)));
    }

    /** {@code tools[].strict} names it for each variant, {@code tools[bash_20250124]} for one. */
    private static boolean isNamed(Leaf leaf, String name) {
        StringBuilder pattern = new StringBuilder();
        for (String part : name.split("(?<=\\[])|(?=\\[])|(?<=\\.)|(?=\\.)", -1)) {
            pattern.append(
                    part.equals("[]") ? "\\[[^]]*]" : part.equals(".") ? "(\\[[^]]+])?\\." : Pattern.quote(part));
        }
        return leaf.path().matches(pattern + "([.\\[].*)?") || (leaf.isMark() && name.equals("cache_control"));
    }

    static int count(String text, String sign) {
        return (int) Pattern.compile(Pattern.quote(sign) + "(?![0-9])")
                .matcher(text)
                .results()
                .count();
    }
}
