package dev.portcullis.init;

import dev.portcullis.init.question.AnswerSheet;
import dev.portcullis.init.question.AnswersFile;
import dev.portcullis.init.question.Proposal;
import dev.portcullis.init.question.SetupQuestion;
import dev.portcullis.init.question.Zone;
import dev.portcullis.input.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks what nobody has answered yet, and keeps each answer at once. */
final class Questions {
    private final Proposal proposal;
    private final Suggestions suggestions;
    private final List<Zone> zones;
    private final Path draft;

    /** @param draft the file that keeps the answers */
    Questions(Proposal proposal, Suggestions suggestions, List<Zone> zones, Path draft) {
        this.proposal = proposal;
        this.suggestions = suggestions;
        this.zones = zones;
        this.draft = draft;
    }

    /** Whether neither the stack's file nor the answers have it. */
    boolean isOpen(SetupQuestion question, AnswerSheet answers) {
        boolean ofNew =
                question.isOfClient() && answers.get(SetupQuestion.CLIENT).isPresent();
        return answers.get(question).isEmpty()
                && (ofNew || proposal.present(question).isEmpty());
    }

    /** Whether the stack is not whole before it is answered. */
    boolean isMissing(SetupQuestion question, AnswerSheet answers) {
        return !question.isOptional() && isOpen(question, answers);
    }

    /** The offered answers for all that is missing. */
    AnswerSheet defaults(AnswerSheet answers) {
        AnswerSheet all = answers;
        for (SetupQuestion question : SetupQuestion.values()) {
            Optional<String> offered =
                    isMissing(question, all) ? suggestions.offered(question, withPresent(all)) : Optional.empty();
            if (offered.isPresent()) {
                all = all.with(question, offered.get());
            }
        }
        return all;
    }

    AnswerSheet ask(AnswerSheet known, Dialogue dialogue) throws IOException {
        AnswerSheet answers = known;
        for (SetupQuestion question : SetupQuestion.values()) {
            while (isOpen(question, answers)) {
                suggestions.help(question, withPresent(answers)).forEach(dialogue::say);
                Optional<String> offered = suggestions.offered(question, withPresent(answers));
                String value = dialogue.ask(question.text()
                                + offered.map(text -> " [" + text + "]").orElse("") + ": ")
                        .map(String::strip)
                        .map(text -> text.isEmpty() ? offered.orElse("") : text)
                        .orElseThrow(EndOfInput::new);
                AnswerSheet tried = answers.with(question, value);
                List<Problem> problems =
                        value.isEmpty() ? List.of(new Problem("", "an answer", "none", "")) : problems(question, tried);
                if (problems.isEmpty()) {
                    answers = tried;
                    AnswersFile.write(draft, answers);
                } else {
                    problems.forEach(
                            problem -> dialogue.say("  expected " + problem.expected() + ", got " + problem.given()));
                }
            }
        }
        return answers;
    }

    /** The mistakes of one answer. */
    List<Problem> problems(SetupQuestion question, AnswerSheet answers) {
        List<Problem> problems = new ArrayList<>(proposal.problems(question, answers));
        if (question == SetupQuestion.HOSTNAME && problems.isEmpty()) {
            problems.addAll(ofZone(answers.get(SetupQuestion.HOSTNAME).orElse("")));
        }
        return problems;
    }

    /** The mistakes of a name that no setting's reader can know of. */
    List<Problem> ofZone(String hostname) {
        Optional<Zone> zone = Zone.of(zones, hostname);
        String where = "portcullis:hostname";
        if (zones.isEmpty()) {
            return List.of();
        }
        if (zone.isEmpty()) {
            return List.of(new Problem(
                    where,
                    "a name in a zone of the Cloudflare token ("
                            + String.join(", ", zones.stream().map(Zone::name).toList()) + ")",
                    "'" + hostname + "'",
                    "Choose another name, or give the token that zone"));
        }
        List<Problem> problems = new ArrayList<>();
        if (!zone.get().covers(hostname)) {
            problems.add(new Problem(
                    where,
                    "a name one label below " + zone.get().name() + ", since its certificate covers no other",
                    "'" + hostname + "'",
                    "Choose a name such as llm." + zone.get().name()));
        }
        if (!zone.get().isActive()) {
            problems.add(new Problem(
                    where,
                    "an active zone",
                    zone.get().name() + ", which is " + zone.get().status(),
                    "Finish its setup at https://dash.cloudflare.com"));
        }
        String account = String.valueOf(proposal.file().getOrDefault("portcullis:cloudflareAccountId", ""));
        if (!account.isEmpty() && !account.equals(zone.get().accountId())) {
            problems.add(new Problem(
                    "portcullis:cloudflareAccountId",
                    "the account of the zone " + zone.get().name() + ", "
                            + zone.get().accountId(),
                    account,
                    "Correct it in the stack's file, or use a token of that account"));
        }
        return problems;
    }

    /** The answers with those of the stack's file, for what one question needs of another. */
    AnswerSheet withPresent(AnswerSheet answers) {
        AnswerSheet all = answers;
        for (SetupQuestion question :
                List.of(SetupQuestion.REGION, SetupQuestion.HOSTNAME, SetupQuestion.ALERT_EMAIL)) {
            Optional<String> present = all.get(question).isPresent() ? Optional.empty() : proposal.present(question);
            if (present.isPresent()) {
                all = all.with(question, present.get());
            }
        }
        return all;
    }
}
