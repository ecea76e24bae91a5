package dev.portcullis.gate.shape.table;

import static dev.portcullis.gate.shape.field.Fields.optional;
import static dev.portcullis.gate.shape.field.Fields.required;

import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.gate.shape.field.Fields;
import dev.portcullis.gate.shape.field.Only;
import dev.portcullis.gate.shape.field.PictureField;
import dev.portcullis.gate.shape.field.Scalar;
import dev.portcullis.gate.shape.field.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code POST /v1/images/edits}: the fields of openai-python that mean something here, and those of each of Stability's
 * services on Bedrock under their own names. A field of another service is left out and named, since Bedrock refuses
 * what a service does not know. {@code size} goes with the one service that draws a new picture beside the given one;
 * all others answer in the size of the picture.
 */
public final class EditsTable {
    /** {@code stability.stable-image-inpaint-v1:0} is the service {@code inpaint}. */
    private static final Pattern SERVICE = Pattern.compile("stability\\.stable-(?:image-)?([a-z-]+)-v[0-9]+:[0-9]+");

    private static final Fields.Field PROMPT = required("prompt", Scalar.text());
    private static final Fields.Field NEGATIVE = optional("negative_prompt", Scalar.text());
    private static final Fields.Field SEED = optional("seed", new Written(Scalar.whole(0, 4_294_967_294L)));
    private static final Fields.Field MASK = optional("mask", PictureField.file());
    private static final Fields.Field GROW = optional("grow_mask", new Written(Scalar.whole(0, 20)));
    private static final Fields.Field CREATIVITY = part("creativity");
    private static final Fields.Field STYLE = optional(
            "style_preset",
            Scalar.words(
                    "3d-model",
                    "analog-film",
                    "anime",
                    "cinematic",
                    "comic-book",
                    "digital-art",
                    "enhance",
                    "fantasy-art",
                    "isometric",
                    "line-art",
                    "low-poly",
                    "modeling-compound",
                    "neon-punk",
                    "origami",
                    "photographic",
                    "pixel-art",
                    "tile-texture"));

    private static final Map<String, Fields> SERVICES = Map.ofEntries(
            Map.entry("inpaint", service(PROMPT, MASK, GROW, NEGATIVE, SEED, STYLE)),
            Map.entry("erase-object", service(MASK, GROW, SEED)),
            Map.entry("remove-background", service()),
            Map.entry(
                    "outpaint",
                    service(
                            optional("prompt", Scalar.text()),
                            pixels("left"),
                            pixels("right"),
                            pixels("up"),
                            pixels("down"),
                            CREATIVITY,
                            SEED,
                            STYLE)),
            Map.entry(
                    "search-replace",
                    service(PROMPT, required("search_prompt", Scalar.text()), GROW, NEGATIVE, SEED, STYLE)),
            Map.entry(
                    "search-recolor",
                    service(PROMPT, required("select_prompt", Scalar.text()), GROW, NEGATIVE, SEED, STYLE)),
            Map.entry("control-structure", service(PROMPT, part("control_strength"), NEGATIVE, SEED, STYLE)),
            Map.entry("control-sketch", service(PROMPT, part("control_strength"), NEGATIVE, SEED, STYLE)),
            Map.entry(
                    "style-guide",
                    service(
                            PROMPT,
                            optional("size", Scalar.words("1024x1024", "1792x1024", "1024x1792", "512x512", "256x256")),
                            optional("aspect_ratio", ImagesTable.ASPECT_RATIO),
                            part("fidelity"),
                            NEGATIVE,
                            SEED,
                            STYLE)),
            Map.entry(
                    "style-transfer",
                    service(
                            optional("prompt", Scalar.text()),
                            required("style_image", PictureField.text()),
                            part("composition_fidelity"),
                            part("style_strength"),
                            part("change_strength"),
                            NEGATIVE,
                            SEED)),
            Map.entry("fast-upscale", service()),
            Map.entry("conservative-upscale", service(PROMPT, CREATIVITY, NEGATIVE, SEED)),
            Map.entry("creative-upscale", service(PROMPT, CREATIVITY, NEGATIVE, SEED, STYLE)));

    private EditsTable() {}

    /** Empty for a service that is not here, whose fields nobody knows. */
    public static Optional<Fields> of(OfferedModel model) {
        Matcher service = SERVICE.matcher(model.bedrock().baseId());
        return service.matches() ? Optional.ofNullable(SERVICES.get(service.group(1))) : Optional.empty();
    }

    private static Fields service(Fields.Field... own) {
        List<Fields.Field> fields = new ArrayList<>(List.of(required("model", Scalar.text())));
        fields.addAll(List.of(own));
        fields.add(required("image", PictureField.file()));
        fields.add(optional("n", new Only("1", ImagesTable.ONE)));
        fields.add(optional("response_format", new Only("b64_json", ImagesTable.NOT_STORED)));
        fields.add(optional("stream", new Only("false", ImagesTable.WHOLE)));
        fields.add(optional("output_format", Scalar.words("png", "jpeg", "webp")));
        return new Fields(fields);
    }

    private static Fields.Field part(String name) {
        return optional(name, new Written(Scalar.number(0, 1)));
    }

    private static Fields.Field pixels(String name) {
        return optional(name, new Written(Scalar.whole(0, 2000)));
    }
}
