package dev.portcullis.init;

import dev.portcullis.input.BadInput;
import java.util.Optional;

/** Has a state to work with: the one that the person is logged in to, or a new login. */
final class StateStep {
    private final StackSetup.Request request;
    private final Dialogue dialogue;
    private final StateHome state;

    StateStep(StackSetup.Request request, Dialogue dialogue, StateHome state) {
        this.request = request;
        this.dialogue = dialogue;
        this.state = state;
    }

    /** The address of the state. */
    String ready(Optional<String> present) {
        Optional<String> asked = request.given().state();
        if (present.isPresent()) {
            asked.filter(wanted -> !StateHome.isSame(wanted, present.get())).ifPresent(wanted -> {
                throw new BadInput(
                        "state",
                        "'" + wanted + "', as the answers say",
                        "a login to " + present.get(),
                        "Run: pulumi logout, then the same command again; or correct the answers");
            });
            dialogue.say("State: " + present.get());
            return present.get();
        }
        if (asked.isPresent() || request.yes()) {
            return login(asked.orElse(StateHome.LOCAL));
        }
        while (true) {
            String answer = dialogue.ask("State: local, cloud or s3://BUCKET [local]: ")
                    .map(String::strip)
                    .orElseThrow(EndOfInput::new);
            try {
                return login(answer.isEmpty() ? StateHome.LOCAL : answer);
            } catch (BadInput e) {
                dialogue.say(e.getMessage());
            }
        }
    }

    private String login(String answer) {
        dialogue.waitingFor("the state of Pulumi");
        state.login(answer);
        String url = state.present().orElseThrow();
        dialogue.say("State: " + url);
        return url;
    }
}
