package dev.portcullis.gate.shape;

import dev.portcullis.catalogue.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values that were lost without a word to the caller, each with the models that lose it. */
final class SilentFields {
    private final Map<String, List<String>> models = new TreeMap<>();

    synchronized void add(Scene scene, Leaf leaf, Model model) {
        add(scene, leaf.path() + " = " + leaf.value(), model);
    }

    synchronized void add(Scene scene, String what, Model model) {
        models.computeIfAbsent(what + " of '" + scene.name() + "'", first -> new ArrayList<>())
                .add(model.name());
    }

    synchronized List<String> lines() {
        return models.entrySet().stream()
                .map(each -> "\n" + each.getKey() + " to " + each.getValue().size() + ": "
                        + String.join(" ", each.getValue()))
                .toList();
    }
}
