package dev.portcullis.infra.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of a table of questions: who asks, what is expected, the call, what it touches, in which circumstances, why.
 *
 * @param expected whether all the requests that make up the call are allowed
 */
public record Question(String who, boolean expected, List<Request> requests, String why) {
    private static final Path FOLDER = Path.of("src/test/resources/iam");
    private static final List<String> GLOBAL = List.of("iam", "budgets", "ce");
    private static final String STACK_TAG = "Tag/portcullis:stack";

    public static List<Question> read(String file) {
        return lines(file).stream().map(Question::of).toList();
    }

    /** Lines of a table, without comments, each as its columns. */
    public static List<String[]> lines(String file) {
        try {
            return Files.readAllLines(FOLDER.resolve(file)).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s*\\|\\s*", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAnsweredBy(Account account) {
        return requests.stream().allMatch(request -> account.may(who, request)) == expected;
    }

    @Override
    public String toString() {
        Request first = requests.get(0);
        return who + (expected ? " may " : " may not ") + first.action() + " on " + first.resource() + ": " + why;
    }

    private static Question of(String[] columns) {
        if (columns.length != 6) {
            throw new IllegalArgumentException("6 columns, got " + String.join("|", columns));
        }
        boolean expected = switch (columns[1]) {
            case "may" -> true;
            case "may not" -> false;
            default -> throw new IllegalArgumentException("may or may not, got " + columns[1]);
        };
        return new Question(columns[0], expected, requests(columns[2], columns[3], columns[4]), columns[5]);
    }

    /**
     * The requests that make up one call.
     *
     * @param resources several, with blanks between, are touched by one call
     */
    public static List<Request> requests(String action, String resources, String circumstances) {
        Map<String, List<String>> context = context(circumstances);
        List<Request> requests = new ArrayList<>();
        for (String resource : resources.split(" ", -1)) {
            requests.add(new Request(action, arn(resource), context));
        }
        return requests;
    }

    /** A shorter form, such as {@code ec2:instance/i-1}, in the account and region of the example. */
    private static String arn(String resource) {
        if (resource.equals("*") || resource.startsWith("arn:")) {
            return resource;
        }
        if (resource.equals("state-key")) {
            return Account.KEY;
        }
        String service = resource.substring(0, resource.indexOf(':'));
        String rest = resource.substring(resource.indexOf(':') + 1)
                .replace("ACCOUNT", Account.ID)
                .replace("REGION", "eu-west-1");
        return switch (service) {
            case "s3" -> "arn:aws:s3:::" + rest;
            case "image", "snapshot" -> "arn:aws:ec2:eu-west-1::" + service + "/" + rest;
            default ->
                GLOBAL.contains(service)
                        ? "arn:aws:" + service + "::" + Account.ID + ":" + rest
                        : "arn:aws:" + service + ":eu-west-1:" + Account.ID + ":" + rest;
        };
    }

    private static Map<String, List<String>> context(String circumstances) {
        Map<String, List<String>> context = new TreeMap<>();
        context.put("aws:SecureTransport", List.of("true"));
        context.put("aws:userid", List.of("AROAEXAMPLE:me"));
        for (String part : circumstances.isEmpty() ? new String[0] : circumstances.split("; *", -1)) {
            switch (part) {
                case "ours" -> context.put("aws:Resource" + STACK_TAG, List.of("dev"));
                case "foreign" -> context.put("aws:Resource" + STACK_TAG, List.of("other"));
                case "born" -> {
                    context.put("aws:Request" + STACK_TAG, List.of("dev"));
                    context.put("aws:TagKeys", List.of("portcullis:managed-by", "portcullis:stack"));
                }
                default -> {
                    String value = part.substring(part.indexOf('=') + 1);
                    boolean many = value.startsWith("[");
                    context.put(
                            part.substring(0, part.indexOf('=')),
                            many
                                    ? List.of(value.substring(1, value.length() - 1)
                                            .split(",", -1))
                                    : List.of(value));
                }
            }
        }
        return context;
    }
}
