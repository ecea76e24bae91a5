package dev.portcullis.engine.provider;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import dev.portcullis.python.PythonEnvironment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An AWS account: moto plays the calls for what {@code aws_account.py} knows, and the rest is remembered here. */
final class AwsAccount implements Account, AutoCloseable {
    static final String NUMBER = "123456789012";
    /** An image of moto's. */
    static final String IMAGE = "ami-12c6146b";

    private static final Gson GSON = new Gson();

    private final Map<String, Map<String, Object>> things = new LinkedHashMap<>();
    private final Map<String, Object> defaultTags = new LinkedHashMap<>();
    private final Process calls;
    private final Writer requests;
    private final BufferedReader answers;

    /**
     * @param moto where AWS is played
     * @param project the folder of the program, to which its files are relative
     */
    AwsAccount(URI moto, Path project) {
        try {
            this.calls = new ProcessBuilder(
                            Path.of(PythonEnvironment.of("moto").python())
                                    .toAbsolutePath()
                                    .toString(),
                            Path.of("src/test/python/aws_account.py")
                                    .toAbsolutePath()
                                    .toString(),
                            moto.toString())
                    .directory(project.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.requests = calls.outputWriter();
        this.answers = calls.inputReader();
    }

    @Override
    public synchronized void configure(Map<String, Object> settings) {
        defaultTags.clear();
        JsonObject tags = GSON.fromJson(String.valueOf(settings.getOrDefault("defaultTags", "{}")), JsonObject.class);
        if (tags.has("tags")) {
            tags.getAsJsonObject("tags").asMap().forEach((key, value) -> defaultTags.put(key, value.getAsString()));
        }
    }

    @Override
    public void close() {
        calls.destroy();
    }

    @Override
    public synchronized Map<String, Object> create(String type, Map<String, Object> planned) {
        Map<String, Object> tagged = tagged(planned);
        JsonObject answer = call("create", type, "", Map.of(), tagged);
        String id = answer.has("id")
                ? answer.get("id").getAsString()
                : UUID.randomUUID().toString();
        return keep(type, id, tagged, outputs(answer));
    }

    @Override
    public synchronized Map<String, Object> update(
            String type, String id, Map<String, Object> before, Map<String, Object> planned) {
        return keep(type, id, planned, outputs(call("update", type, id, before, planned)));
    }

    @Override
    public synchronized Optional<Map<String, Object>> read(String type, String id, Map<String, Object> before) {
        JsonObject answer = call("read", type, id, before, Map.of());
        Map<String, Object> thing = things.get(type + " " + id);
        if (thing == null || answer.has("gone")) {
            return Optional.empty();
        }
        Map<String, Object> now = new LinkedHashMap<>(thing);
        now.putAll(outputs(answer));
        return Optional.of(now);
    }

    @Override
    public synchronized void delete(String type, String id, Map<String, Object> state) {
        call("delete", type, id, state, Map.of());
        things.remove(type + " " + id);
    }

    @Override
    public Map<String, Object> invoke(String function, Map<String, Object> arguments) {
        return switch (function) {
            case "aws:index/getCallerIdentity:getCallerIdentity" ->
                Map.of("accountId", NUMBER, "arn", "arn:aws:iam::" + NUMBER + ":user/deployer", "id", NUMBER);
            case "aws:ec2/getAmi:getAmi" -> Map.of("id", IMAGE);
            default -> throw new RefusedByService("unknown function " + function);
        };
    }

    private JsonObject call(
            String verb, String type, String id, Map<String, Object> state, Map<String, Object> planned) {
        Map<String, Object> inputs = new LinkedHashMap<>(planned);
        inputs.values().removeIf(PropertyValues::isUnknown);
        try {
            requests.write(
                    GSON.toJson(Map.of("op", verb, "type", type, "id", id, "state", state, "inputs", inputs)) + "\n");
            requests.flush();
            JsonObject answer = GSON.fromJson(answers.readLine(), JsonObject.class);
            if (answer.has("error")) {
                throw new RefusedByService(
                        verb + " " + type + ": " + answer.get("error").getAsString());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> tagged(Map<String, Object> planned) {
        if (!planned.containsKey("tagsAll")) {
            return planned;
        }
        Map<String, Object> all = new LinkedHashMap<>(defaultTags);
        if (planned.get("tags") instanceof Map<?, ?> tags) {
            tags.forEach((key, value) -> all.put((String) key, value));
        }
        Map<String, Object> tagged = new LinkedHashMap<>(planned);
        tagged.put("tagsAll", all);
        return tagged;
    }

    private static Map<String, Object> outputs(JsonObject answer) {
        Map<String, Object> outputs = new LinkedHashMap<>();
        if (answer.has("outputs")) {
            answer.getAsJsonObject("outputs")
                    .asMap()
                    .forEach((key, value) -> outputs.put(key, GSON.fromJson(value, Object.class)));
        }
        return outputs;
    }

    private Map<String, Object> keep(String type, String id, Map<String, Object> planned, Map<String, Object> outputs) {
        Map<String, Object> made = new LinkedHashMap<>(planned);
        made.values().removeIf(PropertyValues::isUnknown);
        made.put("id", id);
        String kind = type.substring(type.lastIndexOf(':') + 1);
        if (PropertyValues.isUnknown(planned.get("arn"))) {
            made.put("arn", "arn:aws:" + type.split("[:/]", -1)[1] + ":eu-west-1:" + NUMBER + ":" + kind + "/" + id);
        }
        if (PropertyValues.isUnknown(planned.get("keyId"))) {
            made.put("keyId", id);
        }
        made.putAll(outputs);
        things.put(type + " " + id, made);
        return made;
    }
}
