package dev.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.engine.provider.ProviderStandIns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** The real CLI, language host and engine on the example stack, with providers that refuse as the real ones do. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class EngineIT {
    private static ProviderStandIns providers;

    private static final String STACK = "dev";

    private static Path folder;

    private static PulumiCli pulumi;

    @BeforeAll
    static void start() throws Exception {
        Path tools = EngineTools.folder();
        folder = Checkout.folder();
        Path project = Files.createDirectories(folder.resolve("project"));
        Checkout.into(project);
        providers = new ProviderStandIns(project);
        pulumi = new PulumiCli(project, tools, folder, Map.of("PULUMI_DEBUG_PROVIDERS", providers.addresses()));
        assertThat(pulumi.pulumi("stack", "init", STACK).exit()).isZero();
    }

    @AfterAll
    static void stop() throws IOException {
        if (providers != null) {
            providers.close();
        }
        if (folder != null) {
            Checkout.remove(folder);
        }
    }

    @Test
    @Order(1)
    void a_preview_is_accepted_by_every_provider() {
        PulumiCli.Run preview = pulumi.pulumi("preview", "--stack", STACK);

        assertThat(preview.errors()).isEmpty();
        assertThat(preview.exit()).isZero();
    }

    @Test
    @Order(2)
    void up_makes_everything_and_a_second_preview_is_empty() {
        PulumiCli.Run up = pulumi.pulumi("up", "--yes", "--skip-preview", "--stack", STACK);

        assertThat(up.errors()).isEmpty();
        assertThat(up.exit()).isZero();
        assertThat(pulumi.pulumi("preview", "--stack", STACK, "--expect-no-changes").exit())
                .isZero();
    }

    @Test
    @Order(3)
    void a_refresh_finds_nothing_to_change() {
        assertThat(pulumi.pulumi("refresh", "--yes", "--stack", STACK, "--expect-no-changes").exit())
                .isZero();
    }
}
