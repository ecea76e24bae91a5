package dev.portcullis.gate.shape;

import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.gate.answer.AnswerForm;
import dev.portcullis.gate.shape.field.PromptSize;
import java.util.List;

/**
 * A body made anew.
 *
 * @param bytes the new body: JSON in UTF-8, or a form
 * @param nameAt the offset in {@code bytes} of the model's canonical name, which stands there as it is
 * @param contentType the content type of {@code bytes}
 * @param model the model that the new body asks for, under its canonical name
 * @param usageAsked whether a streamed chat's caller wants the usage that the new body always asks for; see {@link
 *     StreamFilter}
 * @param mayThink whether the model may write text that nobody sees
 * @param size the size of the request, by which money is reserved for it
 * @param betas Anthropic's betas that the fields of the new body need
 * @param answer how LiteLLM's answer becomes the caller's
 * @param dropped sorted patterns such as {@code tools[].foo} of what the caller sent and nobody will see: at most 33,
 *     each of at most 100 letters, digits and {@code _.-[]?}
 */
// Bytes are what goes on the wire; nobody compares two bodies or changes one.
@SuppressWarnings("ArrayRecordComponent")
public record Rebuilt(
        byte[] bytes,
        int nameAt,
        String contentType,
        OfferedModel model,
        boolean stream,
        boolean usageAsked,
        boolean mayThink,
        PromptSize size,
        List<String> betas,
        AnswerForm answer,
        List<String> dropped) {}
