package dev.portcullis.local.boot;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.Kind;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.local.edge.ServiceToken;
import dev.portcullis.local.trial.Administration;
import dev.portcullis.local.trial.Caller;
import dev.portcullis.local.trial.Check;
import dev.portcullis.release.Ports;
import dev.portcullis.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is tried at a host that serves. */
final class BootChecks {
    private static final double MOST_EXPOSED = 2.0;
    private static final List<String> FACING =
            List.of("portcullis-cloudflared.service", "portcullis-gate.service", "portcullis-litellm.service");
    private static final long MOST_KILOBYTES = 1400L * 1024;
    private static final int REQUESTS = 200;

    private final Guest guest;
    private final Stack stack;
    private final Account account;
    private final Ports ports;
    private final int edgePort;
    private final String model;
    private String key = "";

    BootChecks(
            Guest guest,
            Stack stack,
            Account account,
            Ports ports,
            int edgePort,
            Catalogue catalogue,
            Settings settings) {
        this.guest = guest;
        this.stack = stack;
        this.account = account;
        this.ports = ports;
        this.edgePort = edgePort;
        this.model = catalogue.offered(settings.bedrockGeography().word()).stream()
                .filter(offered -> offered.model().kind() == Kind.CHAT)
                .map(OfferedModel::model)
                .map(found -> found.name())
                .findFirst()
                .orElseThrow();
    }

    /** The way of any caller: edge, tunnel, gate, LiteLLM, Bedrock; all but the gate and LiteLLM are stand-ins. */
    void firstAnswer() {
        try {
            key = administration().createKey("{\"name\":\"boot\",\"client\":\"laptop\",\"budgets\":{\"day\":\"10\"}}");
            ask().ifPresent(problem -> {
                throw new BootFailure("first answer", "status 200", problem, "Look at the guest's journal");
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    List<Check> all() {
        return List.of(
                new Check("nothing listens but on loopback", this::loopbackOnly),
                new Check("each service has its own user, no capability and no way to new privileges", this::users),
                new Check("exposure of cloudflared, gate and litellm at most 2.0", this::exposure),
                new Check("memory of all units under 1.4 GiB after " + REQUESTS + " requests", this::memory));
    }

    private Optional<String> ask() throws IOException, InterruptedException {
        ServiceToken token = stack.clients().get("laptop");
        Caller.Answer answer = new Caller(edgePort, Optional.ofNullable(token), key)
                .post(
                        "/v1/chat/completions",
                        "{\"model\":\"%s\",\"max_tokens\":20,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
                                .formatted(model));
        boolean well = answer.status() == 200 && answer.body().contains("\"choices\"");
        return well ? Optional.empty() : Optional.of(answer.status() + ": " + answer.body());
    }

    private Administration administration() {
        return new Administration(
                URI.create("http://127.0.0.1:" + ports.admin()), stack.adminKey(), Path.of("admin-key"));
    }

    private Optional<String> loopbackOnly() {
        List<String> others = Look.at(guest).sockets().stream()
                .filter(socket -> !socket.isLoopback())
                .map(Object::toString)
                .toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", others));
    }

    private Optional<String> users() {
        List<String> problems = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (Look.Unit unit : Look.at(guest).units()) {
            if (!unit.name().startsWith("portcullis-")) {
                continue;
            }
            boolean well = unit.noNewPrivileges()
                    && unit.capabilities().matches("0+")
                    && !unit.user().equals("root");
            if (!well || seen.contains(unit.user())) {
                problems.add(unit.toString());
            }
            seen.add(unit.user());
        }
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", problems));
    }

    private Optional<String> exposure() {
        List<String> problems = Look.at(guest).units().stream()
                .filter(unit -> FACING.contains(unit.name()))
                .filter(unit -> unit.exposure() < 0 || unit.exposure() > MOST_EXPOSED)
                .map(unit -> unit.name() + " " + unit.exposure())
                .toList();
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", problems));
    }

    private Optional<String> memory() throws IOException, InterruptedException {
        for (int i = 0; i < REQUESTS; i++) {
            Optional<String> problem = ask();
            if (problem.isPresent()) {
                return Optional.of("request " + (i + 1) + " was answered " + problem.get());
            }
        }
        long kilobytes = Look.at(guest).kilobytes();
        return kilobytes < MOST_KILOBYTES ? Optional.empty() : Optional.of(kilobytes / 1024 + " MiB");
    }

    /** Where the backups are. */
    String backups() {
        return account.list(Stack.BACKUPS);
    }
}
