package dev.portcullis.local.litellm;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The AWS settings of LiteLLM's process, as environment variables: nothing else of the caller's reaches it. */
public final class AwsEnvironment {
    private static final Set<String> ALSO =
            Set.of("HOME", "PATH", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy");

    private AwsEnvironment() {}

    /**
     * The settings for a stand-in of Bedrock: made-up credentials, since LiteLLM signs in any case, and every way to
     * real ones shut. Token counts that the stand-in refuses come back to it too, instead of going to AWS's second
     * endpoint.
     */
    public static Map<String, String> standIn(URI bedrock) {
        return Map.of(
                "AWS_ACCESS_KEY_ID",
                "AKIASTANDIN",
                "AWS_SECRET_ACCESS_KEY",
                "stand-in",
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "AWS_CONFIG_FILE",
                "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE",
                "/dev/null",
                "BEDROCK_MANTLE_API_BASE",
                bedrock.toString());
    }

    /**
     * The settings for Bedrock itself: the caller's own AWS settings, {@code HOME}, below which the profiles are,
     * {@code PATH}, on which a profile's {@code credential_process} is, and the proxy to go through.
     */
    public static Map<String, String> ofCaller(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("AWS_") || ALSO.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }
}
