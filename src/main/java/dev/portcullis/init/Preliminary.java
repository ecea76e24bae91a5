package dev.portcullis.init;

import dev.portcullis.init.question.AnswerSheet;
import dev.portcullis.init.question.SetupQuestion;
import dev.portcullis.init.text.StackText;
import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import java.nio.file.Files;
import java.util.Optional;

/** Looks at everything that is given before anything is made, and tells all that is wrong or missing at once. */
final class Preliminary {
    private final StackSetup.Request request;
    private final boolean interactive;

    Preliminary(StackSetup.Request request, boolean interactive) {
        this.request = request;
        this.interactive = interactive;
    }

    void check(Questions questions, AnswerSheet known, Optional<String> state, StackText file) {
        Problems problems = new Problems();
        for (SetupQuestion question : SetupQuestion.values()) {
            if (known.get(question).isPresent()) {
                questions
                        .problems(question, questions.withPresent(known))
                        .forEach(problem -> add(problems, question, problem));
            }
        }
        request.given()
                .state()
                .flatMap(StateHome::mistake)
                .ifPresent(mistake -> mistake.problems().forEach(problem -> add(problems, problem.where(), problem)));
        request.given()
                .tokenFile()
                .filter(path -> !Files.isReadable(path))
                .ifPresent(path -> problems.add(
                        "tokenFile",
                        "a file that can be read",
                        "'" + path + "'",
                        "Put the Cloudflare token alone into it"));
        if (!interactive) {
            missing(problems, questions, known, state, file);
        }
        problems.throwIfAny();
    }

    private void missing(
            Problems problems, Questions questions, AnswerSheet known, Optional<String> state, StackText file) {
        String remedy = "Run it in a terminal, or put it into the file of --answers";
        if (state.isEmpty() && request.given().state().isEmpty() && !request.yes()) {
            problems.add("state", "local, cloud or a bucket such as s3://my-state", "nothing", remedy);
        }
        if (!TokenStep.isGiven(request) && !file.keys("config").contains("cloudflare:apiToken")) {
            problems.add(
                    "tokenFile",
                    "the name of a file with the Cloudflare token",
                    "nothing",
                    remedy + ", or set " + TokenStep.VARIABLE);
        }
        AnswerSheet all = request.yes() ? questions.defaults(known) : known;
        for (SetupQuestion question : SetupQuestion.values()) {
            // The name of the gateway is offered once the zones are known.
            boolean later = request.yes() && question == SetupQuestion.HOSTNAME;
            if (questions.isMissing(question, all) && !later) {
                problems.add(question.word(), question.text(), "nothing", remedy);
            }
        }
    }

    private void add(Problems problems, SetupQuestion question, Problem problem) {
        add(problems, request.given().places().getOrDefault(question, question.word()), problem);
    }

    private static void add(Problems problems, String where, Problem problem) {
        problems.add(where, problem.expected(), problem.given(), "Correct it in the file of --answers");
    }
}
