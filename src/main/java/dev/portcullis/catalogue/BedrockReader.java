package dev.portcullis.catalogue;

import dev.portcullis.input.Problems;
import dev.portcullis.input.YamlMap;
import java.util.List;
import java.util.Map;

/** Reads how one model is asked for in one geography, and holds the id and the regions to that geography. */
final class BedrockReader {
    private final String geography;
    private final YamlMap map;
    private final Map<String, List<String>> regionSets;
    private final Problems problems;

    BedrockReader(String geography, YamlMap map, Map<String, List<String>> regionSets, Problems problems) {
        this.geography = geography;
        this.map = map;
        this.regionSets = regionSets;
        this.problems = problems;
    }

    BedrockId read() {
        BedrockId id = new BedrockId(geography, map.text("id").orElse(""), regions());
        map.refuseOthers();
        if (!id.id().isEmpty()) {
            checkId(id.id());
            checkRegions(id);
        }
        return id;
    }

    /** A word of the list is a region, or the name of a set of regions that stands for them. */
    private List<String> regions() {
        return map.texts("regions").stream()
                .flatMap(word -> regionSets.getOrDefault(word, List.of(word)).stream())
                .distinct()
                .toList();
    }

    private void checkId(String id) {
        String first = id.substring(0, Math.max(0, id.indexOf('.')));
        boolean foreign = Geographies.words().contains(first) && !first.equals(geography);
        if (foreign || !id.matches("([a-z0-9-]+\\.)+[a-z0-9.:-]+")) {
            problems.add(
                    map.where("id"),
                    "a Bedrock id that starts with '" + geography + ".' or has no geography",
                    "'" + id + "'",
                    "Correct the id, or move it below its own geography");
        }
    }

    private void checkRegions(BedrockId id) {
        if (id.isGlobalProfile() && !id.regions().isEmpty()) {
            problems.add(
                    map.where("regions"),
                    "no regions for a global profile",
                    String.join(", ", id.regions()),
                    "Remove 'regions'");
        }
        if (!id.isGlobalProfile() && id.regions().isEmpty()) {
            problems.add(map.where("regions"), "the regions of '" + id.id() + "'", "none", "List them below 'regions'");
        }
        id.regions().stream()
                .filter(region -> !Geographies.holds(geography, region))
                .forEach(region -> problems.add(
                        map.where("regions"),
                        "regions of the geography '" + geography + "'",
                        "'" + region + "'",
                        "Remove it or move the entry below its own geography"));
    }
}
