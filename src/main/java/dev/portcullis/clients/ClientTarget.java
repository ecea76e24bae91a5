package dev.portcullis.clients;

/**
 * The gateway as one client sees it, with the client's secrets.
 *
 * @param origin such as {@code https://llm.example.com}, without a path
 * @param key the client's virtual key
 * @param chatModel asked in OpenAI's shapes
 * @param claudeModel asked in Anthropic's
 */
public record ClientTarget(
        String origin, String clientId, String clientSecret, String key, String chatModel, String claudeModel) {

    /** The same with another virtual key. */
    public ClientTarget withKey(String other) {
        return new ClientTarget(origin, clientId, clientSecret, other, chatModel, claudeModel);
    }

    String fill(String template) {
        return template.replace("{origin}", origin)
                .replace("{id}", clientId)
                .replace("{secret}", clientSecret)
                .replace("{key}", key)
                .replace("{chat}", chatModel)
                .replace("{claude}", claudeModel);
    }

    /** The secrets stay out of logs. */
    @Override
    public String toString() {
        return origin;
    }
}
