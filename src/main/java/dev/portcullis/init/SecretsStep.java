package dev.portcullis.init;

import dev.portcullis.init.text.StackText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the stack in the state, with the key or passphrase that encrypts its secrets. */
final class SecretsStep {
    private final StackSetup.Request request;
    private final Dialogue dialogue;

    SecretsStep(StackSetup.Request request, Dialogue dialogue) {
        this.request = request;
        this.dialogue = dialogue;
    }

    SealedStack ready(StackOnDisk file, String state) throws IOException {
        List<String> own = file.text().keys();
        boolean hasKey = own.contains("encryptedkey") || own.contains("secretsprovider");
        boolean isNew = !hasKey && !own.contains("encryptionsalt");
        Optional<String> provider = isNew ? provider(state) : Optional.empty();
        Map<String, String> environment = request.environment();
        List<String> next = new ArrayList<>();
        boolean byPhrase = !hasKey && provider.isEmpty() && StateHome.needsPassphrase(state);
        Path phrase = Passphrase.file(request.stack(), environment);
        if (byPhrase && !Passphrase.isSet(environment) && (isNew || Files.exists(phrase))) {
            environment = Passphrase.with(phrase, environment);
            dialogue.say("The passphrase of the secrets is in " + phrase + "; keep a copy");
            next.add(Passphrase.export(phrase));
        }
        CliFile cli = new CliFile(request.project(), file, request.stack(), environment);
        dialogue.waitingFor("Pulumi, which makes the stack");
        provider.ifPresent(key -> keep(file, key));
        cli.makeStack(provider);
        dialogue.say("Stack: " + request.stack());
        return new SealedStack(cli, environment, next);
    }

    /** Before the stack is made, so that a run that is cut off in between does not choose another. */
    private static void keep(StackOnDisk file, String key) {
        try {
            StackText text = file.text().with(List.of("secretsprovider"), key, "");
            file.write(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Optional<String> provider(String state) {
        boolean isBucket = state.startsWith("s3://");
        if (request.given().secretsProvider().isPresent() || !isBucket || request.yes() || !dialogue.isInteractive()) {
            return request.given().secretsProvider();
        }
        return Optional.of(dialogue.ask("Key of the secrets, awskms://…, or none for a passphrase [none]: ")
                        .map(String::strip)
                        .orElseThrow(EndOfInput::new))
                .filter(key -> !key.isEmpty() && !key.equals("none"));
    }
}
