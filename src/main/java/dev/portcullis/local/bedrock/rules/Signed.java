package dev.portcullis.local.bedrock.rules;

/** The form of Anthropic's signatures of thoughts: a protocol buffer in base64, whose first field has the tag 2. */
final class Signed {
    private Signed() {}

    static boolean isSigned(String signature) {
        return signature.matches("E[A-Za-z0-9+/]+={0,2}");
    }
}
