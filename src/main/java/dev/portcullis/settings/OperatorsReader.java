package dev.portcullis.settings;

import dev.portcullis.input.Suggestion;
import dev.portcullis.settings.value.AccessId;
import dev.portcullis.settings.value.AdminScope;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Email;
import dev.portcullis.settings.value.EmailDomain;
import dev.portcullis.settings.value.GivenValue;
import dev.portcullis.settings.value.GoDuration;
import dev.portcullis.settings.value.Hostname;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads who may operate the gateway, and under which host name. */
final class OperatorsReader {
    /** A policy of Access takes 1,000 rules; a list that people read takes fewer. */
    private static final int MOST = 100;

    private static final List<String> KINDS = List.of("email", "emailDomain", "group");
    private static final List<String> FIELDS = List.of("email", "emailDomain", "group", "scope");
    private static final List<String> TOKEN_FIELDS = List.of("duration", "secretVersion", "graceUntil", "emergency");
    private static final String EXAMPLE = "ops@example.com";
    private static final String ID = "the id of a rule group of Access, a UUID in lower case";

    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final GoDuration USUAL = new GoDuration("2160h");

    private final Set<String> seen = new HashSet<>();

    private OperatorsReader() {}

    /** Empty when nobody is listed or something is wrong. The other settings are checked in either case. */
    static Optional<Operators> operators(RawConfig raw, Optional<Hostname> hostname) {
        List<OperatorEntry> people = new OperatorsReader().people(raw.get(Key.OPERATORS));
        var host = AdminHostname.read(raw, hostname);
        var providers = raw.get(Key.OPERATOR_IDENTITY_PROVIDERS)
                .list("a list of ids of login methods", item -> item.as("a UUID in lower case", AccessId::new));
        var token = token(raw, raw.get(Key.OPERATORS_TOKEN));
        if (people.isEmpty()) {
            return Optional.empty();
        }
        return raw.ifSound(
                () -> new Operators(host.orElseThrow(), people, List.copyOf(providers), token.orElseThrow()));
    }

    private List<OperatorEntry> people(RawValue value) {
        if (!value.isMapping()) {
            value.refuse("a mapping of names to people", value.set(".ops.email", EXAMPLE));
        }
        List<String> names = value.fields();
        if (names.size() > MOST) {
            value.refuse("at most " + MOST + " entries", names.size() + " of them", "List a domain or a group instead");
        }
        return names.stream()
                .map(name -> operator(name, value.field(name, EXAMPLE)))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(OperatorEntry::name))
                .toList();
    }

    private Optional<OperatorEntry> operator(String name, RawValue value) {
        if (!value.isMapping()) {
            value.refuse("a mapping with email and scope", value.set(".email", EXAMPLE));
            return Optional.empty();
        }
        checkName(name, value);
        refuseOthers(value, FIELDS);
        List<String> kinds =
                KINDS.stream().filter(kind -> !value.field(kind, "").isAbsent()).toList();
        if (kinds.size() != 1) {
            value.refuse(
                    "one of email, emailDomain and group",
                    kinds.isEmpty() ? "none of them" : String.join(" and ", kinds),
                    kinds.isEmpty() ? value.set(".email", EXAMPLE) : "Make an entry of each");
            return Optional.empty();
        }
        return switch (kinds.get(0)) {
            case "email" -> person(name, value);
            case "emailDomain" -> domain(name, value);
            default -> group(name, value);
        };
    }

    private Optional<OperatorEntry> person(String name, RawValue value) {
        RawValue field = value.field("email", EXAMPLE);
        var email = field.as("a plain mail address", Email::new);
        email.ifPresent(address -> once(field, address.value()));
        var scope = scope(value);
        return email.flatMap(address -> scope.map(given -> new OperatorEntry.Person(name, address, given)));
    }

    private Optional<OperatorEntry> domain(String name, RawValue value) {
        RawValue field = value.field("emailDomain", "example.com");
        var domain = field.as("a mail domain of your own, and no public provider's", EmailDomain::new);
        domain.ifPresent(of -> once(field, of.value()));
        var scope = scope(value);
        return domain.flatMap(of -> scope.map(given -> new OperatorEntry.Domain(name, of, given)));
    }

    private static Optional<OperatorEntry> group(String name, RawValue value) {
        RawValue scope = value.field("scope", "read");
        if (!scope.isAbsent()) {
            scope.refuse(
                    "no scope of a group, since an assertion does not name groups",
                    "Remove it, and hand its members admin keys or list their addresses");
        }
        return value.field("group", "<group id>").as(ID, AccessId::new).map(id -> new OperatorEntry.Group(name, id));
    }

    private static Optional<AdminScope> scope(RawValue value) {
        return value.field("scope", "read").word(AdminScope.values(), AdminScope::word);
    }

    private void once(RawValue field, String address) {
        if (!seen.add(address.toLowerCase(Locale.ROOT))) {
            field.refuse("each address once", "Remove one of the two entries");
        }
    }

    private static void checkName(String name, RawValue value) {
        try {
            new ClientName(name);
        } catch (IllegalArgumentException e) {
            value.refuse(
                    "a name of 1 to 30 lower-case letters, digits and single hyphens, a letter first",
                    GivenValue.describe(name),
                    "Rename the entry; the address belongs into its field email");
        }
    }

    private static void refuseOthers(RawValue value, List<String> known) {
        for (String field : value.fields()) {
            if (!known.contains(field)) {
                value.field(field, "").refuse("a known field", "'" + field + "'", Suggestion.remedy(field, known));
            }
        }
    }

    private static Optional<OperatorsToken> token(RawConfig raw, RawValue value) {
        if (!value.isMapping()) {
            value.refuse("a mapping with the field duration", value.set(".duration", USUAL.text()));
            return Optional.empty();
        }
        refuseOthers(value, TOKEN_FIELDS);
        RawValue given = value.field("duration", USUAL.text());
        var duration = given.isAbsent()
                ? Optional.of(USUAL)
                : given.as(
                        "how long the token lives, from 1h to 8760h such as 2160h",
                        text -> new GoDuration(text).within(SHORTEST, LONGEST));
        var secret = ClientSecret.read(raw, value);
        return raw.ifSound(() -> new OperatorsToken(
                duration.orElseThrow(),
                secret.orElseThrow().version(),
                secret.orElseThrow().graceUntil()));
    }
}
