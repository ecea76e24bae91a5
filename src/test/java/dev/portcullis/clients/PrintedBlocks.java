package dev.portcullis.clients;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes the printed settings apart again, as a person's eye does: a title, then its indented lines. */
final class PrintedBlocks {
    private PrintedBlocks() {}

    /** By title, without the indentation. */
    static Map<String, String> of(String printed) {
        Map<String, String> blocks = new LinkedHashMap<>();
        String title = "";
        List<String> lines = new ArrayList<>();
        for (String line : printed.lines().toList()) {
            if (line.isEmpty()) {
                blocks.put(title, String.join("\n", lines) + "\n");
                lines.clear();
            } else if (line.startsWith("  ")) {
                lines.add(line.substring(2));
            } else {
                title = line;
            }
        }
        blocks.put(title, String.join("\n", lines) + "\n");
        return blocks;
    }
}
