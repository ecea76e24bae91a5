package dev.portcullis.operate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.input.BadInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Every line of one request, across units. The gate's own line has both names of it: the id that the answer carried, and
 * Cloudflare's ray, by which cloudflared knows it.
 */
public final class RequestTrace {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern ID = Pattern.compile("req_[0-9a-f]{32}");
    private static final Pattern RAY = Pattern.compile("[0-9a-f]{16}(-[A-Z]{3})?");

    private RequestTrace() {}

    /**
     * The id as it was given.
     *
     * @throws BadInput for anything but an id of a request or a ray
     */
    public static String checked(String text) {
        if (!ID.matcher(text).matches() && !RAY.matcher(text).matches()) {
            throw new BadInput(
                    "--id",
                    "a request's id such as req_0123456789abcdef0123456789abcdef, or a ray such as 0123456789abcdef",
                    "'" + text + "'",
                    "Take it from the answer's header x-request-id or cf-ray, or from an error's request_id");
        }
        return text.replaceFirst("-[A-Z]{3}$", "");
    }

    /** The lines in the order of time. */
    public static List<JournalLine> of(JournalReader journal, JournalSearch search, String name) {
        Map<String, JournalLine> found = new LinkedHashMap<>();
        Set<String> others = new TreeSet<>();
        read(journal, search, name, found, others);
        others.remove(name);
        others.forEach(other -> read(journal, search, other, found, new TreeSet<>()));
        List<JournalLine> lines = new ArrayList<>(found.values());
        lines.sort(Comparator.comparing(JournalLine::at));
        return lines;
    }

    private static void read(
            JournalReader journal,
            JournalSearch search,
            String name,
            Map<String, JournalLine> found,
            Set<String> others) {
        journal.each(new JournalSearch(search.unit(), search.since(), Optional.of(name)), line -> {
            found.put(line.id(), line);
            others.addAll(names(line));
        });
    }

    /** Both names of the request in a line of the gate. */
    private static Set<String> names(JournalLine line) {
        Set<String> names = new TreeSet<>();
        if (!line.unit().equals("gate")) {
            return names;
        }
        try {
            JsonNode json = JSON.readTree(line.text());
            String id = json.path("request").asText();
            String ray = json.path("cf-ray").asText();
            if (ID.matcher(id).matches()) {
                names.add(id);
            }
            if (RAY.matcher(ray).matches()) {
                names.add(checked(ray));
            }
        } catch (JsonProcessingException e) {
            // A line that only quotes the name is shown, and names no other.
        }
        return names;
    }
}
