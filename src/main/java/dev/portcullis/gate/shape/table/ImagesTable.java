package dev.portcullis.gate.shape.table;

import static dev.portcullis.gate.shape.field.Fields.optional;
import static dev.portcullis.gate.shape.field.Fields.required;

import dev.portcullis.gate.shape.field.Fields;
import dev.portcullis.gate.shape.field.Only;
import dev.portcullis.gate.shape.field.Scalar;

/**
 * {@code POST /v1/images/generations}, from openai-python, and below that what Stability's models on Bedrock take under
 * their own names. {@code size}, {@code quality} and {@code style} are left out, because those models know an aspect
 * ratio instead.
 */
public final class ImagesTable {
    static final String ONE = "One request makes one picture: send it again for another";
    static final String NOT_STORED = "Pictures are not stored, so they have no address";
    static final String WHOLE = "A picture comes whole";
    static final Scalar ASPECT_RATIO = Scalar.words("16:9", "1:1", "21:9", "2:3", "3:2", "4:5", "5:4", "9:16", "9:21");

    public static final Fields FIELDS = Fields.of(
            required("model", Scalar.text()),
            required("prompt", Scalar.text()),
            optional("n", new Only("1", ONE)),
            optional("response_format", new Only("b64_json", NOT_STORED)),
            optional("stream", new Only("false", WHOLE)),
            optional("negative_prompt", Scalar.text()),
            optional("aspect_ratio", ASPECT_RATIO),
            optional("seed", Scalar.whole(0, 4_294_967_295L)),
            optional("output_format", Scalar.words("png", "jpeg")));

    private ImagesTable() {}
}
