package dev.portcullis.local.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The fields that each of Stability's edit services takes, from Amazon's user guide to them: a body with another one, or
 * without one that is needed, is refused in the words that Bedrock has for it.
 */
final class EditBody {
    private static final List<String> ANYWHERE = List.of("output_format", "seed");
    private static final List<String> PICTURES = List.of("image", "init_image", "style_image", "mask");

    private record Keys(List<String> required, List<String> optional) {}

    private static final Map<String, Keys> SERVICES = Map.ofEntries(
            service("image-inpaint", "image prompt", "mask grow_mask negative_prompt style_preset"),
            service("image-erase-object", "image", "mask grow_mask"),
            service("image-remove-background", "image", ""),
            service("outpaint", "image", "prompt left right up down creativity style_preset"),
            service("image-search-replace", "image prompt search_prompt", "grow_mask negative_prompt style_preset"),
            service("image-search-recolor", "image prompt select_prompt", "grow_mask negative_prompt style_preset"),
            service("image-control-structure", "image prompt", "control_strength negative_prompt style_preset"),
            service("image-control-sketch", "image prompt", "control_strength negative_prompt style_preset"),
            service("image-style-guide", "image prompt", "aspect_ratio fidelity negative_prompt style_preset"),
            service(
                    "style-transfer",
                    "init_image style_image",
                    "prompt negative_prompt composition_fidelity style_strength change_strength"),
            service("fast-upscale", "image", ""),
            service("conservative-upscale", "image prompt", "creativity negative_prompt"),
            service("creative-upscale", "image prompt", "creativity negative_prompt style_preset"));

    private EditBody() {}

    /** @param modelId the foundation model's own, such as {@code stability.stable-image-inpaint-v1:0} */
    static void check(String modelId, JsonNode body) {
        String service = modelId.replaceFirst("^stability\\.stable-", "").replaceFirst("-v[0-9]+:[0-9]+$", "");
        Keys keys = SERVICES.get(service);
        if (keys == null) {
            throw AwsError.validation("The stand-in has no edit service '" + service + "'.");
        }
        for (String key : keys.required()) {
            if (body.path(key).asText().isEmpty()) {
                throw malformed("required key [" + key + "] not found");
            }
        }
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            boolean known =
                    Stream.of(keys.required(), keys.optional(), ANYWHERE).anyMatch(list -> list.contains(name));
            if (!known) {
                throw malformed("extraneous key [" + name + "] is not permitted");
            }
        }
        PICTURES.stream().filter(body::has).forEach(name -> checkPicture(name, body.path(name)));
    }

    private static void checkPicture(String name, JsonNode base64) {
        try {
            if (Base64.getDecoder().decode(base64.asText()).length > 0) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw AwsError.validation(name + ": expected a picture in base64, got something else");
        }
        throw AwsError.validation(name + ": expected a picture in base64, got none");
    }

    private static AwsError malformed(String why) {
        return AwsError.validation(
                "Malformed input request: #: " + why + ", please reformat your input and try again.");
    }

    private static Map.Entry<String, Keys> service(String name, String required, String optional) {
        return Map.entry(name, new Keys(List.of(required.split(" ", -1)), List.of(optional.split(" ", -1))));
    }
}
