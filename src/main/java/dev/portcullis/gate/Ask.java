package dev.portcullis.gate;

import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.gate.shape.PromptSize;
import dev.portcullis.policy.Route;

/**
 * What LiteLLM is going to be asked.
 *
 * @param size by which money is set aside
 * @param body made anew
 * @param stream whether the answer is one of server-sent events
 * @param usageHidden whether events that only report usage are kept from the caller
 */
record Ask(Route route, OfferedModel model, PromptSize size, Body body, String contentType, boolean stream, boolean usageHidden) {}
