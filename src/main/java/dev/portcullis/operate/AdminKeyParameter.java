package dev.portcullis.operate;

import dev.portcullis.input.BadInput;
import dev.portcullis.settings.value.ResourceNames;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** The first administrator's key, as the stack keeps it in a SecureString and the host gives it to the gate. */
public final class AdminKeyParameter {
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}.*");
    private static final int LENGTH = 43;

    private AdminKeyParameter() {}

    /**
     * Reads it; needs the right to {@code ssm:GetParameter} on it, which the role deployer has.
     *
     * @param stack with or without its organisation and project
     */
    public static String read(String region, String stack) {
        String name = new ResourceNames(stack.substring(stack.lastIndexOf('/') + 1)).parameter("admin-key");
        try (Aws aws = Aws.in(region)) {
            return form(name, Aws.call("ssm:GetParameter on " + name, "deployer", () -> value(aws, name)));
        }
    }

    private static String value(Aws aws, String name) {
        try {
            return aws.ssm()
                    .getParameter(request -> request.name(name).withDecryption(true))
                    .parameter()
                    .value();
        } catch (ParameterNotFoundException e) {
            throw missing(name);
        }
    }

    /** The form that {@code generation.py} gives it on the host. */
    static String form(String name, String value) {
        if (!SECRET.matcher(value).matches()) {
            throw missing(name);
        }
        return "ak-first-" + value.substring(0, LENGTH);
    }

    private static BadInput missing(String name) {
        return new BadInput(
                name,
                "a parameter with the admin key",
                "none",
                "Check --stack and the account of your credentials, or name a key with --admin-key-file FILE");
    }
}
