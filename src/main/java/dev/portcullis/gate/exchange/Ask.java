package dev.portcullis.gate.exchange;

import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.gate.answer.AnswerForm;
import dev.portcullis.gate.shape.field.PromptSize;
import dev.portcullis.policy.Route;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * The request that goes to LiteLLM.
 *
 * @param size by which money is reserved
 * @param opening the beginning of the body, up to the model's name
 * @param body the body after the name
 * @param betas Anthropic's betas that the body's fields need
 * @param form how LiteLLM's answer becomes the caller's
 * @param stream whether the answer is one of server-sent events
 * @param mayThink whether the model may write what nobody sees
 * @param usageHidden whether events that only report usage are kept from the caller
 */
public record Ask(
        Route route,
        OfferedModel model,
        PromptSize size,
        Buffer opening,
        Body body,
        String contentType,
        List<String> betas,
        AnswerForm form,
        boolean stream,
        boolean mayThink,
        boolean usageHidden) {

    /** The opening and the model's name: another one for each region that the model is called in, then again the first. */
    public Buffer openingFor(int place) {
        List<String> deployments = model.deployments();
        return opening.copy().appendString(deployments.get(place % deployments.size()));
    }
}
