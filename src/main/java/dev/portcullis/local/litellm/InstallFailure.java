package dev.portcullis.local.litellm;

import dev.portcullis.input.Problem;

/** LiteLLM could not be installed; nothing of the attempt is used later. The message is ready to print. */
public final class InstallFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InstallFailure(String where, String expected, String given, String remedy) {
        super(new Problem(where, expected, given, remedy).render());
    }
}
