package dev.portcullis.release;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.settings.Settings;
import dev.portcullis.settings.value.Origin;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The part of the gate's configuration file that is known before {@code up}; the host adds {@code access},
 * {@code clients}, {@code cloudWatch} and, where there are operators, {@code operatorsAccess}. Paths start at the generation's folder; secrets are systemd's credentials.
 */
final class GateFile {
    private static final String CREDENTIALS = "/run/credentials/portcullis-gate.service/";

    private GateFile() {}

    static String render(Settings settings, Catalogue catalogue, Ports ports) {
        return """
                # Rendered from the stack's settings; the host adds what is known only after they are applied.
                port: %d
                adminPort: %d
                litellmPort: %d
                internalKeyFile: %slitellm-key
                databasePasswordFile: %sdatabase-password
                pepperFile: %skey-pepper
                adminKeyFile: %sadmin-key
                # Not today: the same sources make the same file on any day.
                asOf: %s
                routes: release/config/routes.yaml
                models: release/config/models.yaml
                geography: %s
                disabledCapabilities: %s
                hosts: %s
                origins: %s
                spool: /var/cache/portcullis-gate
                defaultMaxTokens: %d
                declaredKeys: %s
                %s\
                timeZone: UTC
                caps:
                  day: %s
                  month: %s
                database:
                  host: 127.0.0.1
                  port: %d
                  name: portcullis
                  user: portcullis
                """.formatted(
                ports.callers(),
                ports.admin(),
                ports.litellm(),
                CREDENTIALS,
                CREDENTIALS,
                CREDENTIALS,
                CREDENTIALS,
                catalogue.validSince(),
                settings.models().geography().word(),
                list(settings.models().disabledCapabilities()),
                list(List.of(settings.edge().hostname().value())),
                list(settings.edge().corsOrigins().stream().map(Origin::value).toList()),
                settings.spend().defaultMaxTokens(),
                DeclaredKeyFile.render(settings, CREDENTIALS),
                settings.operators()
                        .map(operators -> OperatorsFile.render(operators, ports))
                        .orElse(""),
                settings.spend().capDayUsd().decimal(),
                settings.spend().capMonthUsd().decimal(),
                ports.postgres());
    }

    private static String list(Collection<String> texts) {
        return texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(", ", "[", "]"));
    }
}
