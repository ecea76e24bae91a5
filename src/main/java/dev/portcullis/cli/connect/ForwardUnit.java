package dev.portcullis.cli.connect;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A unit of systemd for one user. It holds no secret: the command reads them again at each start. */
final class ForwardUnit {
    /** Which state, which cloud credentials and which Java; the values are names and places. */
    private static final List<String> KEPT = List.of(
            "PATH",
            "JAVA_HOME",
            "PULUMI_HOME",
            "PULUMI_BACKEND_URL",
            "PULUMI_CONFIG_PASSPHRASE_FILE",
            "AWS_PROFILE",
            "AWS_REGION",
            "XDG_CACHE_HOME");

    private ForwardUnit() {}

    static String render(Path project, List<String> arguments, Map<String, String> environment) {
        String command = Stream.concat(
                        Stream.of(project.resolve("portcullis").toString()),
                        arguments.stream().filter(argument -> !argument.equals("--service")))
                // In a command a dollar sign begins a variable; in an assignment it does not.
                .map(argument -> quoted(argument).replace("$", "$$"))
                .collect(Collectors.joining(" "));
        String variables = KEPT.stream()
                .filter(environment::containsKey)
                .map(name -> "Environment=" + quoted(name + "=" + environment.get(name)) + "\n")
                .collect(Collectors.joining());
        return """
                [Unit]
                Description=Portcullis on loopback, with its Access headers
                # %s

                [Service]
                %sExecStart=%s
                Restart=on-failure
                RestartSec=10
                NoNewPrivileges=true

                [Install]
                WantedBy=default.target
                """.formatted(
                        "After writing it: systemctl --user daemon-reload && systemctl --user enable --now"
                                + " portcullis-forward",
                        variables,
                        command);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + "\"";
    }
}
