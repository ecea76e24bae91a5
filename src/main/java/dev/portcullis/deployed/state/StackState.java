package dev.portcullis.deployed.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.deployed.PulumiRunner;
import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A stack's state as {@code pulumi stack export} tells it, with its secrets still encrypted. */
public final class StackState {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String stack;
    private final JsonNode document;
    private final List<StateResource> resources;

    private StackState(String stack, JsonNode document) {
        this.stack = stack;
        this.document = document;
        List<StateResource> read = new ArrayList<>();
        document.path("deployment").path("resources").forEach(one -> read.add(resource(one)));
        this.resources = List.copyOf(read);
    }

    /** @throws BadInput when the CLI refuses, with what mends it */
    public static StackState read(PulumiRunner pulumi, String stack) {
        return parse(stack, pulumi.about(stack, "stack", "export"));
    }

    static StackState parse(String stack, String text) {
        try {
            return new StackState(stack, JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new BadInput("pulumi", "JSON", "something else", "Run: pulumi stack export --stack " + stack);
        }
    }

    public List<StateResource> resources() {
        return resources;
    }

    public Optional<StateResource> find(String urn) {
        return resources.stream().filter(one -> one.urn().equals(urn)).findFirst();
    }

    /** The names of resources that an interrupted update was about to make, change or delete. */
    public List<String> pending() {
        List<String> names = new ArrayList<>();
        document.path("deployment")
                .path("pending_operations")
                .forEach(one -> names.add(resource(one.path("resource")).name()));
        return names;
    }

    /** The resources given, and all that has to outlive them. */
    public Set<String> withNeeds(Set<String> urns) {
        Set<String> all = new LinkedHashSet<>(urns);
        List<String> open = new ArrayList<>(urns);
        while (!open.isEmpty()) {
            find(open.remove(open.size() - 1))
                    .ifPresent(one -> one.needs().stream().filter(all::add).forEach(open::add));
        }
        return all;
    }

    /**
     * Writes the state again, with these resources protected, so that the engine neither deletes nor forgets them.
     *
     * @throws BadInput when another update has changed or locked the state since it was read
     */
    public void protect(PulumiRunner pulumi, Set<String> urns) {
        rewrite(pulumi, urns, resource -> resource.put("protect", true));
    }

    /**
     * Writes the state again, with these resources neither protected nor retained.
     *
     * @throws BadInput when another update has changed or locked the state since it was read
     */
    public void release(PulumiRunner pulumi, Set<String> urns) {
        rewrite(pulumi, urns, resource -> resource.remove(List.of("protect", "retainOnDelete")));
    }

    private void rewrite(PulumiRunner pulumi, Set<String> urns, Consumer<ObjectNode> edit) {
        if (!document.equals(read(pulumi, stack).document)) {
            throw new BadInput(
                    "stack '" + stack + "'",
                    "a state that nobody changes just now",
                    "one that was changed since this command began",
                    "Run the same command again, and look at what it shows");
        }
        JsonNode changed = document.deepCopy();
        changed.path("deployment").path("resources").forEach(one -> {
            if (urns.contains(one.path("urn").asText()) && one instanceof ObjectNode resource) {
                edit.accept(resource);
            }
        });
        try {
            // Created for its owner alone.
            Path file = Files.createTempFile("portcullis-state", ".json");
            try {
                Files.writeString(file, JSON.writeValueAsString(changed));
                pulumi.about(stack, "stack", "import", "--file", file.toString());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StateResource resource(JsonNode one) {
        Set<String> needs = new LinkedHashSet<>();
        one.path("dependencies").forEach(urn -> needs.add(urn.asText()));
        one.path("propertyDependencies").forEach(urns -> urns.forEach(urn -> needs.add(urn.asText())));
        needs.add(one.path("parent").asText(""));
        needs.add(one.path("deletedWith").asText(""));
        // The provider's URN, and behind it the id of its setup.
        needs.add(one.path("provider").asText("").replaceFirst("::[^:]*$", ""));
        needs.remove("");
        return new StateResource(
                one.path("urn").asText(),
                one.path("type").asText(),
                one.path("id").asText(""),
                one.path("parent").asText(""),
                one.path("custom").asBoolean(),
                one.path("protect").asBoolean(),
                one.path("retainOnDelete").asBoolean(),
                Set.copyOf(needs),
                one.path("inputs"));
    }
}
