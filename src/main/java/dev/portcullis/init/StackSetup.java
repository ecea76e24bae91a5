package dev.portcullis.init;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.cloudflare.CloudflareApi;
import dev.portcullis.deployed.PulumiRunner;
import dev.portcullis.init.question.AnswerSheet;
import dev.portcullis.init.question.AnswersFile;
import dev.portcullis.init.question.Proposal;
import dev.portcullis.init.question.SetupQuestion;
import dev.portcullis.init.question.Zone;
import dev.portcullis.init.text.LineDiff;
import dev.portcullis.init.text.StackText;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.StackName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes one stack ready: the state, the stack in it, the token, the settings. Each step that is done stays done. */
public final class StackSetup {
    private final Request request;
    private final Dialogue dialogue;
    private final Path draft;

    /**
     * One run.
     *
     * @param given answers of a file
     * @param yes whether offered answers and changes of the file are taken without asking
     * @param cloudflare the address of the API
     */
    public record Request(
            Path project,
            String stack,
            AnswersFile given,
            boolean yes,
            Map<String, String> environment,
            URI cloudflare) {}

    /**
     * The stack as it is left.
     *
     * @param changes lines of the stack's file, {@code -} or {@code +} first
     * @param environment for the commands that follow, the token in it
     * @param next these commands
     * @param adminUrl where operators will reach the admin API; empty when the settings list none
     */
    public record Ready(
            List<String> changes, Map<String, String> environment, List<String> next, Optional<URI> adminUrl) {}

    public StackSetup(Request request, Dialogue dialogue) {
        this.request = request;
        this.dialogue = dialogue;
        this.draft = request.project().resolve(".portcullis").resolve("init-" + request.stack() + ".yaml");
    }

    /**
     * Goes through every step, and leaves a file that a second run goes on from.
     *
     * @throws BadInput with all that is wrong or missing; {@link EndOfInput} when the person left
     */
    public Ready run() throws IOException, InterruptedException {
        Problems problems = new Problems();
        StackName.check(request.stack(), problems);
        problems.throwIfAny();
        StackOnDisk file = new StackOnDisk(request.project(), request.stack());
        AnswerSheet known = request.given().answers().or(kept());
        PulumiRunner pulumi = PulumiRunner.installed(request.project(), request.environment());
        StateHome state = new StateHome(pulumi, request.environment());
        dialogue.waitingFor("the state of Pulumi");
        Optional<String> url = state.present();
        Catalogue catalogue = catalogue();
        Proposal proposal = Proposals.of(request.project(), request.stack(), file.text());
        Questions before =
                new Questions(proposal, new Suggestions(catalogue, request.environment(), List.of()), List.of(), draft);
        new Preliminary(request, dialogue.isInteractive()).check(before, known, url, file.text());

        url = Optional.of(new StateStep(request, dialogue, state).ready(url));
        SealedStack secrets = new SecretsStep(request, dialogue).ready(file, url.orElseThrow());
        String token = new TokenStep(request, dialogue, proposal).ready(secrets.cli());
        dialogue.waitingFor("Cloudflare for its zones");
        List<Zone> zones = new Zones(new CloudflareApi(request.cloudflare(), token)).all();

        proposal = Proposals.of(request.project(), request.stack(), file.text());
        Questions questions =
                new Questions(proposal, new Suggestions(catalogue, request.environment(), zones), zones, draft);
        AnswerSheet answers = complete(questions, known);
        List<String> changes = write(file, proposal, questions, answers, zones);
        Files.deleteIfExists(draft);
        Proposal written = Proposals.of(request.project(), request.stack(), file.text());
        List<String> next = new ArrayList<>(secrets.next());
        next.add("pulumi up --stack " + request.stack());
        next.add("./portcullis start --stack " + request.stack());
        next.add("./portcullis connect claude-code --stack " + request.stack());
        return new Ready(changes, secrets.with(token), List.copyOf(next), written.adminUrl());
    }

    private AnswerSheet complete(Questions questions, AnswerSheet known) throws IOException {
        for (SetupQuestion question : SetupQuestion.values()) {
            known.get(question).ifPresent(value -> dialogue.say(question.text() + ": " + value));
        }
        if (request.yes() || !dialogue.isInteractive()) {
            return request.yes() ? questions.defaults(known) : known;
        }
        return questions.ask(known, dialogue);
    }

    private List<String> write(
            StackOnDisk file, Proposal proposal, Questions questions, AnswerSheet answers, List<Zone> zones)
            throws IOException {
        String hostname =
                questions.withPresent(answers).get(SetupQuestion.HOSTNAME).orElse("");
        Problems problems = new Problems();
        add(problems, questions.ofZone(hostname));
        for (SetupQuestion question : SetupQuestion.values()) {
            if (questions.isMissing(question, answers)) {
                problems.add(question.word(), "an answer", "none, and nothing to offer", "Put it into --answers");
            }
        }
        problems.throwIfAny();
        Zone zone = Zone.of(zones, hostname).orElseThrow();
        add(problems, proposal.problems(answers, zone));
        problems.throwIfAny();
        StackText after = proposal.in(file.text(), answers, zone);
        List<String> changes = LineDiff.of(file.text().text(), after.text());
        if (changes.isEmpty()) {
            dialogue.say(file.name() + " has all of it already");
            return changes;
        }
        dialogue.say("");
        changes.forEach(dialogue::say);
        agree(file.name(), changes);
        file.write(after);
        return changes;
    }

    /** Lines that go are somebody's own, so a person or {@code --yes} agrees to them. */
    private void agree(String name, List<String> changes) {
        if (request.yes()) {
            return;
        }
        if (dialogue.isInteractive()) {
            String answer = dialogue.ask("Write this to " + name + "? [yes] ").orElseThrow(EndOfInput::new);
            if (!List.of("", "y", "yes").contains(answer.strip())) {
                throw new BadInput(
                        name, "your yes", "'" + answer.strip() + "'", "It is as it was; the answers are kept");
            }
        } else if (changes.stream().anyMatch(line -> line.startsWith("-"))) {
            throw new BadInput(
                    name,
                    "the values of the answers",
                    "others:\n" + String.join("\n", changes),
                    "Add --yes to change them");
        }
    }

    private AnswerSheet kept() {
        if (!Files.exists(draft)) {
            return AnswerSheet.NONE;
        }
        Problems problems = new Problems();
        AnswerSheet answers = AnswersFile.read(draft, problems).answers();
        if (!problems.isEmpty()) {
            throw new BadInput(
                    String.valueOf(draft), "answers of an earlier run", "something else", "Remove it and begin again");
        }
        return answers;
    }

    private Catalogue catalogue() {
        Problems problems = new Problems();
        Optional<Catalogue> catalogue = Catalogue.read(
                request.project().resolve("config/models.yaml"), LocalDate.now(ZoneOffset.UTC), problems);
        problems.throwIfAny();
        return catalogue.orElseThrow();
    }

    private static void add(Problems problems, List<Problem> more) {
        more.forEach(problem -> problems.add(problem.where(), problem.expected(), problem.given(), problem.remedy()));
    }
}
