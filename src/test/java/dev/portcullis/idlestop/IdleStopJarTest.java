package dev.portcullis.idlestop;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The jar as it goes to Lambda. Runs after packaging, with {@code mvn verify}. */
class IdleStopJarTest {
    private static final Path JAR = Path.of("target/portcullis-idlestop.jar");
    private static final String EC2 = "software.amazon.awssdk.services.ec2.";

    @Test
    void it_weighs_at_most_15_megabytes() throws IOException {
        assertThat(Files.size(JAR)).isLessThanOrEqualTo(15L * 1024 * 1024);
    }

    @Test
    void it_has_nothing_of_ours_but_this_room() throws IOException {
        assertThat(entries())
                .contains("dev/portcullis/idlestop/Handler.class")
                .noneMatch(name -> name.startsWith("com/pulumi/"))
                .noneMatch(name -> name.startsWith("META-INF/portcullis/"))
                .filteredOn(name -> name.startsWith("dev/portcullis/") && !name.endsWith("/"))
                .allMatch(name -> name.startsWith("dev/portcullis/idlestop/"));
    }

    @Test
    void the_sdk_finds_its_http_client() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile());
                InputStream services = jar.getInputStream(
                        jar.getEntry("META-INF/services/software.amazon.awssdk.http.SdkHttpService"))) {
            assertThat(new String(services.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .filteredOn(line -> !line.isBlank() && !line.startsWith("#"))
                    .containsExactly("software.amazon.awssdk.http.urlconnection.UrlConnectionSdkHttpService");
        }
    }

    /** The POM leaves most of EC2's classes out; one missing here would show only in front of a real instance. */
    @Test
    void every_class_that_a_request_or_an_answer_can_hold_is_there() throws IOException {
        JavaClasses sdk = ec2Classes();
        Set<String> needed = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(
                EC2 + "model.DescribeInstancesRequest",
                EC2 + "model.DescribeInstancesResponse",
                EC2 + "model.StartInstancesRequest",
                EC2 + "model.StartInstancesResponse",
                EC2 + "model.StopInstancesRequest",
                EC2 + "model.StopInstancesResponse",
                EC2 + "model.Ec2Exception",
                EC2 + "transform.DescribeInstancesRequestMarshaller",
                EC2 + "transform.StartInstancesRequestMarshaller",
                EC2 + "transform.StopInstancesRequestMarshaller"));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (needed.add(name) && sdk.contain(name)) {
                open.addAll(modelsIn(sdk.get(name)));
            }
        }
        // The client's interceptors look at each request and name some, but hold nothing of theirs.
        sdk.stream()
                .filter(type -> type.getPackageName().startsWith(EC2 + "transform.internal"))
                .forEach(type -> needed.addAll(modelsIn(type)));
        assertThat(needed).contains(EC2 + "model.InstanceMetadataOptionsResponse", EC2 + "model.TagListCopier");
        assertThat(needed).allMatch(sdk::contain);
    }

    @Test
    void it_names_every_wrong_variable_at_its_start() throws IOException {
        assertThat(run(Map.of(), "PT0S")).contains("""
                        INSTANCE_ID: expected an instance id such as i-0123456789abcdef0, got nothing
                        METRIC_NAMESPACE: expected a namespace such as Portcullis/dev, got nothing
                        IDLE_STOP_AFTER: expected whole minutes from PT5M to PT24H such as PT30M, got nothing
                        """);
    }

    @Test
    void it_stops_an_idle_instance_and_says_nothing_else() throws IOException {
        try (MotoServer moto = MotoServer.start()) {
            Account account = Account.at(moto.endpoint());
            String instance = account.launch();
            var start = account.look(instance).launched().truncatedTo(ChronoUnit.MINUTES);
            account.publish("Portcullis/dev", start, 60, 0);
            var environment = Map.of(
                    "INSTANCE_ID", instance,
                    "METRIC_NAMESPACE", "Portcullis/dev",
                    "IDLE_STOP_AFTER", "PT30M",
                    "AWS_ENDPOINT_URL", moto.endpoint().toString(),
                    "AWS_REGION", "eu-west-1",
                    "AWS_ACCESS_KEY_ID", "test",
                    "AWS_SECRET_ACCESS_KEY", "test");
            assertThat(run(environment, "PT45M"))
                    .startsWith("{\"verdict\":\"stop\",\"instance\":\"" + instance + "\"")
                    .hasLineCount(1);
            assertThat(account.look(instance).state()).isEqualTo("stopped");
        }
    }

    @Test
    void it_starts_a_stopped_instance_for_a_signed_question_and_says_nothing_else() throws IOException {
        try (MotoServer moto = MotoServer.start()) {
            Account account = Account.at(moto.endpoint());
            String instance = account.launch();
            assertThat(new Ec2Host(account.ec2(), instance).stop()).isTrue();
            account.ssm()
                    .putParameter(request -> request.name("/portcullis/dev/wake-secret")
                            .type(ParameterType.SECURE_STRING)
                            .value("a secret"));
            var environment = Map.of(
                    "INSTANCE_ID", instance,
                    "METRIC_NAMESPACE", "Portcullis/dev",
                    "SECRET_PARAMETER", "/portcullis/dev/wake-secret",
                    "WAKES_PER_DAY", "40",
                    "AWS_ENDPOINT_URL", moto.endpoint().toString(),
                    "AWS_REGION", "eu-west-1",
                    "AWS_ACCESS_KEY_ID", "test",
                    "AWS_SECRET_ACCESS_KEY", "test");

            assertThat(run(environment, "wake", "another secret")).contains("the signature is missing, wrong");
            assertThat(account.look(instance).state()).isEqualTo("stopped");
            assertThat(run(environment, "wake", "a secret"))
                    .isEqualTo("{\"did\":\"started\",\"reason\":\"the host was stopped\"}\n");
            assertThat(account.look(instance).state()).isEqualTo("running");
        }
    }

    /** Reads the jar alone: a class that it lacks must not be found in the SDK on the tests' class path. */
    private static JavaClasses ec2Classes() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return ArchConfiguration.withThreadLocalScope(configuration -> {
                configuration.setResolveMissingDependenciesFromClassPath(false);
                return new ClassFileImporter()
                        .withImportOption(location -> location.matches(Pattern.compile(".*/ec2/(model|transform)/.*")))
                        .importJar(jar);
            });
        }
    }

    private static Set<String> modelsIn(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .map(JavaClass::getName)
                .filter(name -> name.startsWith(EC2 + "model."))
                .collect(Collectors.toSet());
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream().map(entry -> entry.getName()).toList();
        }
    }

    /** All that a JVM with this jar alone says; the tests' classes beside it hold {@link RunFromJar}. */
    private static String run(Map<String, String> environment, String... arguments) throws IOException {
        String path = JAR + File.pathSeparator + Path.of("target/test-classes");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-cp", path, RunFromJar.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.onExit().join();
        return output;
    }
}
