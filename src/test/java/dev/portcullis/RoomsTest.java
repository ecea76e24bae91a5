package dev.portcullis;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms may know each other only as the table here says; {@code dev.portcullis} tells what each is for. */
final class RoomsTest {
    private static final String BASE = "dev.portcullis.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.portcullis");

    /** Room to the packages that it may import, beside the JDK and its own. */
    private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("input", List.of("org.yaml.snakeyaml..")),
            Map.entry("settings", List.of("input")),
            Map.entry("stackfile", List.of("input", "settings", "org.yaml.snakeyaml..")),
            Map.entry("catalogue", List.of("input", "settings")),
            Map.entry("cost", List.of("input", "settings", "catalogue")),
            Map.entry("policy", List.of("input", "settings")),
            Map.entry(
                    "release",
                    List.of(
                            "input",
                            "settings",
                            "catalogue",
                            "policy",
                            "com.google.gson..",
                            "org.apache.commons.compress..")),
            Map.entry(
                    "gate",
                    List.of(
                            "input",
                            "settings",
                            "catalogue",
                            "policy",
                            "com.fasterxml.jackson..",
                            "com.knuddels.jtokkit..",
                            "com.nimbusds..",
                            "io.vertx..",
                            // Vert.x is made of it; its decoder of forms serves here.
                            "io.netty..",
                            "io.prometheus..",
                            "com.zaxxer.hikari..",
                            "javax.crypto..",
                            "org.flywaydb..",
                            "org.postgresql..",
                            "javax.crypto..",
                            "javax.sql..",
                            "software.amazon.awssdk..")),
            Map.entry("clients", List.of()),
            Map.entry("cloudflare", List.of("input", "settings", "com.fasterxml.jackson..")),
            Map.entry(
                    "init",
                    List.of(
                            "input",
                            "settings",
                            "stackfile",
                            "catalogue",
                            "deployed",
                            "cloudflare",
                            "doctor",
                            "com.fasterxml.jackson..",
                            "org.yaml.snakeyaml..",
                            "software.amazon.awssdk..")),
            Map.entry("deployed", List.of("input", "probe", "operate", "com.fasterxml.jackson..")),
            Map.entry(
                    "doctor",
                    List.of(
                            "catalogue",
                            "input",
                            "settings",
                            "stackfile",
                            "cloudflare",
                            "deployed",
                            "operate",
                            "probe",
                            "release",
                            "javax.net.ssl..",
                            "com.fasterxml.jackson..",
                            "software.amazon.awssdk..")),
            Map.entry(
                    "connect",
                    List.of(
                            "input",
                            "clients",
                            "probe",
                            "com.exceptionfactory.jagged..",
                            "com.fasterxml.jackson..",
                            "org.yaml.snakeyaml..",
                            "io.vertx..")),
            Map.entry(
                    "local",
                    List.of(
                            "clients",
                            "input",
                            "settings",
                            "catalogue",
                            "gate",
                            "policy",
                            "probe",
                            // The boot test boots what the host gets.
                            "release",
                            "com.fasterxml.jackson..",
                            "com.nimbusds..",
                            "javax.imageio..",
                            "javax.net..",
                            "io.vertx..",
                            "software.amazon.eventstream..",
                            "javax.sql..",
                            "io.zonky.test.db.postgres.embedded..")),
            Map.entry("difference", List.of("input", "com.fasterxml.jackson..", "picocli..")),
            Map.entry("operate", List.of("input", "settings", "com.fasterxml.jackson..", "software.amazon.awssdk..")),
            Map.entry(
                    "smoke",
                    List.of("input", "settings", "catalogue", "probe", "com.fasterxml.jackson..", "javax.net..")),
            Map.entry("probe", List.of("catalogue", "settings", "javax.net..")),
            Map.entry(
                    "idlestop",
                    List.of("software.amazon.awssdk..", "com.amazonaws.services.lambda..", "javax.crypto..")),
            Map.entry(
                    "infra",
                    List.of(
                            "input",
                            "settings",
                            "catalogue",
                            "policy",
                            "cloudflare",
                            "release",
                            "com.pulumi..",
                            "com.google.gson..")),
            Map.entry(
                    "plan",
                    List.of(
                            "input",
                            "settings",
                            "catalogue",
                            "cost",
                            "policy",
                            "release",
                            "infra",
                            "com.pulumi..",
                            "pulumirpc..",
                            "io.grpc..",
                            "com.google..",
                            "picocli..")),
            Map.entry(
                    "cli",
                    List.of(
                            "input",
                            "settings",
                            "stackfile",
                            "catalogue",
                            "policy",
                            "release",
                            "infra",
                            "plan",
                            "difference",
                            "operate",
                            "probe",
                            "smoke",
                            "local",
                            "clients",
                            "cloudflare",
                            "connect",
                            "doctor",
                            "init",
                            "deployed",
                            "cost",
                            "removal",
                            "com.google.gson..",
                            "picocli..")),
            Map.entry(
                    "removal",
                    List.of(
                            "input",
                            "settings",
                            "cost",
                            "operate",
                            "deployed",
                            "com.fasterxml.jackson..",
                            "software.amazon.awssdk..")));

    static Stream<String> rooms() {
        return MAY_IMPORT.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void a_room_imports_only_what_the_table_allows(String room) {
        Stream<String> always = Stream.of("java..", "org.jspecify..", own(room));
        String[] allowed = Stream.concat(
                        always,
                        MAY_IMPORT.getOrDefault(room, List.of()).stream()
                                .map(name -> name.contains(".") ? name : own(name)))
                .toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage(own(room))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .check(CLASSES);
    }

    @Test
    void every_room_stands_in_the_table() {
        assertThat(CLASSES.stream()
                        .map(type -> type.getPackageName().replace("dev.portcullis", ""))
                        .filter(name -> !name.isEmpty())
                        .map(name -> name.split("\\.", -1)[1])
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(MAY_IMPORT.keySet());
    }

    @Test
    void only_infra_and_plan_know_pulumi() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BASE + "infra..", BASE + "plan..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.pulumi..")
                .check(CLASSES);
    }

    @Test
    void rooms_are_free_of_cycles() {
        slices().matching("dev.portcullis.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /** Cloudflare's generated bindings and their inputs know each other. */
    @Test
    void packages_are_free_of_cycles() {
        slices().matching("dev.portcullis.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        resideInAPackage(BASE + "infra.cloudflare.."), resideInAPackage(BASE + "infra.cloudflare.."))
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        // A table decides by the body alone.
        "gate.shape.., gate.exchange",
        "gate.shape.., gate.ledger..",
        // The estimate is made before anybody is asked, and the charge from what is told.
        "gate.money, gate.upstream",
        // The caller is known before a body is read.
        "gate.access, gate.money",
        "gate.ledger.., gate.config",
        // A setting is valid without anybody who reads it.
        "settings.value, settings",
        "infra.stack, infra.gateway",
        "infra.stack, infra.identity",
        "infra.gateway, infra.identity",
        "local.boot.guest, local.boot.checks",
        "cli.terminal, cli.keys"
    })
    void a_wall_inside_a_room_holds(String from, String to) {
        noClasses()
                .that()
                .resideInAPackage(BASE + from)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BASE + to)
                .check(CLASSES);
    }

    @Test
    void iam_documents_know_nothing_of_pulumi() {
        noClasses()
                .that()
                .resideInAPackage(BASE + "infra.iam..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.pulumi..")
                .check(CLASSES);
    }

    @Test
    void no_name_says_nothing() {
        classes()
                .should()
                .haveNameNotMatching(".*(Util|Utils|Helper|Helpers|Manager|Common|Misc)")
                .check(CLASSES);
    }

    @Test
    void every_package_says_what_it_is_for() throws IOException {
        try (Stream<Path> folders = Files.walk(Path.of("src/main/java/dev"))) {
            assertThat(folders.filter(Files::isDirectory)
                            .filter(RoomsTest::holdsJava)
                            .filter(folder -> !Files.exists(folder.resolve("package-info.java"))))
                    .isEmpty();
        }
    }

    private static boolean holdsJava(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String own(String room) {
        return BASE + room + "..";
    }
}
