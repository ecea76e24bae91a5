package dev.portcullis.plan.constraints;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A rule that looks at other properties of the same resource; one that hangs on an unknown value is put off. */
sealed interface RelationRule {
    /** Each key of the facts that is such a rule, and how it is made from its argument. */
    Map<String, Function<JsonElement, RelationRule>> MAKERS = Map.of(
            "alsoRequires", argument -> new AlsoRequires(texts(argument)),
            "conflictsWith", argument -> new ConflictsWith(texts(argument)),
            "exactlyOneOf", argument -> new ExactlyOneOf(texts(argument)),
            "atLeastOneOf", argument -> new AtLeastOneOf(texts(argument)),
            "onlyIf", argument -> new OnlyIf(other(argument)),
            "requiredIf", argument -> new RequiredIf(other(argument)));

    /** The mistake in this place, as the pair of expected and given. */
    Optional<Wrong> check(Sent sent, PropertyPath place, boolean isSent);

    record Wrong(String rule, String expected, String given) {}

    /** Another property that has one of some values. */
    record Other(String path, List<JsonElement> in) {
        boolean has(Sent sent, PropertyPath place) {
            return sent.at(path, place).stream().anyMatch(in::contains);
        }

        boolean isUnknown(Sent sent, PropertyPath place) {
            return sent.at(path, place).stream().anyMatch(sent::isUnknown);
        }

        String words() {
            return path + " "
                    + String.join(
                            " or ", in.stream().map(JsonElement::getAsString).toList());
        }
    }

    record AlsoRequires(List<String> paths) implements RelationRule {
        @Override
        public Optional<Wrong> check(Sent sent, PropertyPath place, boolean isSent) {
            return paths.stream()
                    .filter(path -> isSent && !sent.has(path, place))
                    .findFirst()
                    .map(path -> new Wrong("alsoRequires", path + " beside it", "none"));
        }
    }

    record ConflictsWith(List<String> paths) implements RelationRule {
        @Override
        public Optional<Wrong> check(Sent sent, PropertyPath place, boolean isSent) {
            return paths.stream()
                    .filter(path -> isSent && sent.has(path, place))
                    .findFirst()
                    .map(path -> new Wrong("conflictsWith", "no " + path + " beside it", "both"));
        }
    }

    record ExactlyOneOf(List<String> paths) implements RelationRule {
        @Override
        public Optional<Wrong> check(Sent sent, PropertyPath place, boolean isSent) {
            long count = paths.stream().filter(path -> sent.has(path, place)).count();
            return count == 1
                    ? Optional.empty()
                    : Optional.of(new Wrong("exactlyOneOf", "exactly one of " + String.join(", ", paths), count + ""));
        }
    }

    record AtLeastOneOf(List<String> paths) implements RelationRule {
        @Override
        public Optional<Wrong> check(Sent sent, PropertyPath place, boolean isSent) {
            return paths.stream().anyMatch(path -> sent.has(path, place))
                    ? Optional.empty()
                    : Optional.of(new Wrong("atLeastOneOf", "at least one of " + String.join(", ", paths), "none"));
        }
    }

    record OnlyIf(Other other) implements RelationRule {
        @Override
        public Optional<Wrong> check(Sent sent, PropertyPath place, boolean isSent) {
            return !isSent || other.has(sent, place) || other.isUnknown(sent, place)
                    ? Optional.empty()
                    : Optional.of(new Wrong("onlyIf", "nothing unless beside " + other.words(), "a value"));
        }
    }

    record RequiredIf(Other other) implements RelationRule {
        @Override
        public Optional<Wrong> check(Sent sent, PropertyPath place, boolean isSent) {
            return isSent || !other.has(sent, place)
                    ? Optional.empty()
                    : Optional.of(new Wrong("requiredIf", "a value beside " + other.words(), "none"));
        }
    }

    private static Other other(JsonElement argument) {
        JsonObject object = argument.getAsJsonObject();
        return new Other(
                object.get("path").getAsString(), object.getAsJsonArray("in").asList());
    }

    private static List<String> texts(JsonElement argument) {
        JsonArray array = argument.getAsJsonArray();
        return array.asList().stream().map(JsonElement::getAsString).toList();
    }
}
