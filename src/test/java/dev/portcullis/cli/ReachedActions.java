package dev.portcullis.cli;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The IAM actions of the calls that a command can come to, read from the classes: from each method of the command along
 * every call within the project to the methods of the SDK's clients. For what Pulumi and the AWS CLI call, the method that
 * starts them stands. A word after an action tells what it touches, where an action alone would say too little.
 */
final class ReachedActions {
    private static final String SDK = "software.amazon.awssdk.services.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.portcullis");

    /** Packages of the SDK whose service has another name in IAM. */
    private static final Map<String, String> PREFIX = Map.of("cloudwatchlogs", "logs", "costexplorer", "ce");

    /** Calls whose action has another name: the service authorization reference has them. */
    private static final Map<String, List<String>> RENAMED = Map.ofEntries(
            Map.entry("s3:ListObjectsV2", List.of("s3:ListBucket")),
            Map.entry("s3:HeadBucket", List.of("s3:ListBucket")),
            Map.entry("s3:ListObjectVersions", List.of("s3:ListBucketVersions")),
            Map.entry("s3:HeadObject", List.of("s3:GetObject")),
            Map.entry("s3:CopyObject", List.of("s3:GetObject", "s3:PutObject")),
            Map.entry("s3:DeleteObjects", List.of("s3:DeleteObject", "s3:DeleteObjectVersion")),
            Map.entry("s3:GetBucketEncryption", List.of("s3:GetEncryptionConfiguration")),
            Map.entry("budgets:DescribeBudget", List.of("budgets:ViewBudget")),
            Map.entry("budgets:DescribeBudgets", List.of("budgets:ViewBudget")),
            // The host's journal is the one log that a command reads.
            Map.entry("logs:FilterLogEvents", List.of("logs:FilterLogEvents host")),
            // Everybody may ask who he is.
            Map.entry("sts:GetCallerIdentity", List.of()));

    /** Methods that start another program, and that program's first call. */
    private static final Map<String, String> BY_OTHER_PROGRAMS = Map.of(
            "dev.portcullis.deployed.door.SessionForward.open", "ssm:StartSession admin-forward",
            "dev.portcullis.operate.HostShell.arguments", "ssm:StartSession shell",
            "dev.portcullis.operate.AdminKeyParameter.read", "ssm:GetParameter admin-key",
            "dev.portcullis.deployed.StackOutputs.read", "s3:GetObject state",
            "dev.portcullis.deployed.PulumiRunner.live", "s3:PutObject state");

    private ReachedActions() {}

    static Set<String> of(Class<?> command) {
        JavaClass start = CLASSES.get(command);
        Set<JavaClass> own = new HashSet<>(start.getAllRawSuperclasses());
        own.add(start);
        Deque<JavaCodeUnit> left = new ArrayDeque<>();
        own.stream().filter(ReachedActions::isOurs).forEach(type -> left.addAll(type.getCodeUnits()));
        Set<JavaCodeUnit> seen = new HashSet<>(left);
        Set<String> actions = new TreeSet<>();
        while (!left.isEmpty()) {
            JavaCodeUnit unit = left.remove();
            accesses(unit).forEach(access -> {
                JavaClass owner = access.getTargetOwner();
                String name = access.getTarget().getName();
                if (owner.getName().startsWith(SDK) && owner.getSimpleName().endsWith("Client")) {
                    actions.addAll(actions(owner, name));
                } else if (isOurs(owner)) {
                    Optional.ofNullable(BY_OTHER_PROGRAMS.get(owner.getName() + "." + name))
                            .ifPresent(actions::add);
                    targets(owner, access, own).filter(seen::add).forEach(left::add);
                }
            });
        }
        return actions;
    }

    private static Stream<JavaAccess<?>> accesses(JavaCodeUnit unit) {
        return Stream.of(
                        unit.getMethodCallsFromSelf(),
                        unit.getConstructorCallsFromSelf(),
                        unit.getMethodReferencesFromSelf(),
                        unit.getConstructorReferencesFromSelf())
                .flatMap(Set::stream);
    }

    /** The method itself and what overrides it; within the command's own line of classes that of the command alone. */
    private static Stream<JavaCodeUnit> targets(JavaClass owner, JavaAccess<?> access, Set<JavaClass> own) {
        String name = access.getTarget().getName();
        Stream<JavaClass> places = Stream.concat(
                Stream.concat(Stream.of(owner), owner.getAllRawSuperclasses().stream()),
                own.contains(owner) ? own.stream() : owner.getAllSubclasses().stream());
        return places.filter(ReachedActions::isOurs)
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(unit -> unit.getName().equals(name));
    }

    private static boolean isOurs(JavaClass type) {
        return type.getName().startsWith("dev.portcullis.");
    }

    private static List<String> actions(JavaClass client, String method) {
        String service = client.getPackageName().substring(SDK.length());
        if (List.of("builder", "close", "create", "serviceName").contains(method)) {
            return List.of();
        }
        String call = method.replaceFirst("Paginator$", "");
        String action = PREFIX.getOrDefault(service, service) + ":"
                + call.substring(0, 1).toUpperCase(Locale.ROOT)
                + call.substring(1);
        return RENAMED.getOrDefault(action, List.of(action));
    }
}
