package dev.portcullis.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.deployed.PulumiRunner;
import dev.portcullis.deployed.program.BoundedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The programs of this machine, and the state that they are logged in to. */
final class MachineFacts {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int OLDEST_JAVA = 17;

    private final Path project;
    private final int java;
    private final Map<String, String> environment;
    private String backend = "";

    /**
     * @param java the version that runs this program
     * @param environment with the PATH on which the Pulumi CLI is searched
     */
    MachineFacts(Path project, int java, Map<String, String> environment) {
        this.project = project;
        this.java = java;
        this.environment = environment;
    }

    List<Fact> all() throws IOException {
        List<Fact> facts = new ArrayList<>();
        facts.add(FactKind.JDK.of("", java >= OLDEST_JAVA, "version " + java, "Install one: https://adoptium.net"));
        String pinned =
                "v" + Files.readString(project.resolve(".pulumi.version")).strip();
        Optional<PulumiRunner> pulumi = PulumiRunner.find(project, environment);
        if (pulumi.isEmpty()) {
            facts.add(FactKind.PULUMI_CLI
                    .fails("", "none on PATH", "https://www.pulumi.com/docs/install/")
                    .expecting(pinned));
            facts.add(FactKind.PULUMI_LOGIN.notAsked("", "the Pulumi CLI is missing"));
            facts.addAll(new SessionTools(project, environment).all());
            return facts;
        }
        BoundedRun version = pulumi.get().run("version");
        String found = version.out().strip();
        facts.add(FactKind.PULUMI_CLI
                .of(
                        "",
                        version.succeeded() && sameMajor(found, pinned),
                        found.isEmpty() ? "no version" : found,
                        "https://www.pulumi.com/docs/install/versions/")
                .expecting(pinned + " or another of the same major version"));
        BoundedRun login = pulumi.get().run("whoami", "--json");
        String user = login.succeeded() ? text(login.out(), "user") : "";
        facts.add(FactKind.PULUMI_LOGIN.of(
                "",
                login.succeeded(),
                login.succeeded() ? user.isEmpty() ? "logged in" : user : "none",
                "pulumi login s3://<bucket>, or pulumi login --local for a first try"));
        backend = login.succeeded() ? text(login.out(), "url") : "";
        facts.addAll(new PluginFacts(pulumi.get(), environment).all());
        facts.addAll(new SessionTools(project, environment).all());
        return facts;
    }

    /** The address of the state, once the login is known; empty without one. */
    String backend() {
        return backend;
    }

    private static String text(String json, String field) {
        try {
            return JSON.readTree(json).path(field).asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static boolean sameMajor(String found, String pinned) {
        return found.matches("v[0-9]+\\..*") && found.split("\\.", 2)[0].equals(pinned.split("\\.", 2)[0]);
    }
}
