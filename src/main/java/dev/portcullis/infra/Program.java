package dev.portcullis.infra;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonSyntaxException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.aws.AwsFunctions;
import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.inputs.GetCallerIdentityArgs;
import com.pulumi.aws.inputs.ProviderDefaultTagsArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.portcullis.cloudflare.TokenPreflight;
import dev.portcullis.infra.gateway.Gateway;
import dev.portcullis.infra.identity.Identity;
import dev.portcullis.infra.stack.Arns;
import dev.portcullis.infra.stack.Blueprint;
import dev.portcullis.infra.stack.IdentityBlueprint;
import dev.portcullis.infra.stack.Site;
import dev.portcullis.infra.stack.StackBlueprint;
import dev.portcullis.infra.stack.StackContext;
import dev.portcullis.input.BadInput;
import dev.portcullis.release.SourceStamp;
import dev.portcullis.settings.Settings;
import dev.portcullis.settings.value.ResourceNames;
import dev.portcullis.settings.value.SecureValue;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The program that {@code pulumi up} runs. It reads configuration once, at the start, and prints mistakes without a
 * stack trace.
 */
public final class Program {
    private static final int BAD_INPUT = 2;

    private Program() {}

    public static void main(String[] args) {
        try {
            Path project = Path.of("").toAbsolutePath();
            SourceStamp.require(project);
            StackBlueprint blueprint = StackBlueprint.of(
                    project,
                    engineConfig(System.getenv()),
                    System.getenv().getOrDefault("PULUMI_STACK", ""),
                    LocalDate.now(Clock.systemUTC()));
            if (blueprint instanceof Blueprint gateway) {
                gateway.bundle().requireGate();
                TokenPreflight.require(gateway.settings(), cloudflareToken(System.getenv()), System.getenv());
                gateway.bundle().writeBelow(project);
            }
            Pulumi.run(context -> {
                blueprint.warnings().forEach(context.log()::warn);
                declare(context, blueprint);
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            System.exit(BAD_INPUT);
        } catch (BadInput e) {
            System.err.println(e.getMessage());
            System.exit(BAD_INPUT);
        }
    }

    /** Declares the stack against whichever engine the context speaks to. */
    public static void declare(Context context, StackBlueprint blueprint) {
        ResourceNames names = new ResourceNames(blueprint.stackName());
        String region = blueprint.region().value();
        Provider aws = new Provider(
                "aws",
                ProviderArgs.builder()
                        .region(region)
                        .defaultTags(ProviderDefaultTagsArgs.builder()
                                .tags(Map.of(
                                        ResourceNames.STACK_TAG, names.stack(), ResourceNames.MANAGED_TAG, "pulumi"))
                                .build())
                        .build(),
                CustomResourceOptions.Empty);
        Output<Arns> arns = AwsFunctions.getCallerIdentity(
                        GetCallerIdentityArgs.builder().build(),
                        InvokeOptions.builder().provider(aws).build())
                .applyValue(identity -> new Arns(names, identity.accountId(), region));
        StackContext place = new StackContext(names, region, arns, aws);
        if (blueprint instanceof Blueprint gateway) {
            Gateway.declare(context, new Site(gateway.settings(), place), gateway);
        } else if (blueprint instanceof IdentityBlueprint identity) {
            Identity.declare(context, place, identity.settings());
        }
    }

    /** The one that the provider takes: the stack's own, which the engine has decrypted, else the variable's. */
    static String cloudflareToken(Map<String, String> environment) {
        String variable = environment.getOrDefault("CLOUDFLARE_API_TOKEN", "");
        return texts(environment, "PULUMI_CONFIG").getOrDefault("cloudflare:apiToken", variable);
    }

    private static Map<String, String> texts(Map<String, String> environment, String name) {
        return new Gson()
                .fromJson(environment.getOrDefault(name, "{}"), new TypeToken<Map<String, String>>() {}.getType());
    }

    /** The engine hands every value over as text; lists and objects are JSON. Secrets, which it decrypts, are hidden. */
    static Map<String, Object> engineConfig(Map<String, String> environment) {
        Gson gson = new GsonBuilder()
                .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
                .create();
        Map<String, Object> raw = new LinkedHashMap<>();
        Set<String> secrets = gson.fromJson(
                environment.getOrDefault("PULUMI_CONFIG_SECRET_KEYS", "[]"), new TypeToken<Set<String>>() {}.getType());
        texts(environment, "PULUMI_CONFIG")
                .forEach((key, text) ->
                        raw.put(key, secrets.contains(key) ? hidden(gson, key, text) : value(gson, text)));
        return raw;
    }

    private static Object hidden(Gson gson, String key, String text) {
        return Settings.isSecret(key) ? hidden(value(gson, text)) : SecureValue.HIDDEN;
    }

    /** The same tree with a stand-in for each text. */
    private static Object hidden(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> fields = new LinkedHashMap<>();
            map.forEach((key, field) -> fields.put(String.valueOf(key), hidden(field)));
            return fields;
        }
        return SecureValue.of(String.valueOf(value));
    }

    private static Object value(Gson gson, String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return text;
        }
        try {
            return gson.fromJson(text, Object.class);
        } catch (JsonSyntaxException e) {
            return text;
        }
    }
}
