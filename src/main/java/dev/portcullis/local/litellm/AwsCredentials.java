package dev.portcullis.local.litellm;

import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Whether AWS credentials can be found where LiteLLM will look for them. Asked of the same library that LiteLLM signs
 * with, since every other one knows a different list of places. Calls nothing that is paid.
 */
public final class AwsCredentials {
    private static final String BEARER = "AWS_BEARER_TOKEN_BEDROCK";

    /** Prints how they were found; frozen, so that a login that has expired shows here and not in the first request. */
    private static final String ASK = """
            import botocore.session
            found = botocore.session.Session().get_credentials()
            print("" if found is None or not found.get_frozen_credentials().access_key else found.method)
            """;

    private AwsCredentials() {}

    /**
     * Returns when there are some.
     *
     * @param python the Python of an installation
     * @param aws see {@link AwsEnvironment#ofCaller}
     * @throws BadInput when there are none, or when those that are named cannot be used; never with a secret
     */
    public static void require(Path python, Map<String, String> aws) {
        if (!aws.getOrDefault(BEARER, "").isEmpty()) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(python.toString(), "-I", "-c", ASK).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(aws);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean well = process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
            if (!well || printed.isEmpty()) {
                throw none(printed.isEmpty() ? "none" : lastLine(printed));
            }
        } catch (IOException e) {
            throw none(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while AWS credentials were looked for", e);
        }
    }

    private static BadInput none(String given) {
        return new BadInput(
                "--bedrock",
                "AWS credentials",
                given,
                "Set AWS_PROFILE (after 'aws sso login' where it needs one), or AWS_ACCESS_KEY_ID and"
                        + " AWS_SECRET_ACCESS_KEY, or leave --bedrock out");
    }

    /** The last line of a Python traceback, such as the name of a profile that does not exist. */
    private static String lastLine(String printed) {
        List<String> lines = printed.lines().toList();
        return lines.get(lines.size() - 1).replaceFirst("^botocore\\.exceptions\\.\\w+: ", "");
    }
}
