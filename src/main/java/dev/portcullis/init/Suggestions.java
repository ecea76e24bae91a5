package dev.portcullis.init;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.init.question.AnswerSheet;
import dev.portcullis.init.question.SetupQuestion;
import dev.portcullis.init.question.Zone;
import dev.portcullis.settings.value.Geography;
import dev.portcullis.settings.value.Region;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;

/** The answers that are offered, and the lines that help to choose. */
final class Suggestions {
    private static final String LLM = "llm.";

    private final Catalogue catalogue;
    private final Map<String, String> environment;
    private final List<Zone> zones;

    Suggestions(Catalogue catalogue, Map<String, String> environment, List<Zone> zones) {
        this.catalogue = catalogue;
        this.environment = environment;
        this.zones = zones;
    }

    Optional<String> offered(SetupQuestion question, AnswerSheet answers) {
        return switch (question) {
            case REGION -> region();
            case GEOGRAPHY -> served(answers).stream().findFirst().map(Geography::word);
            case HOSTNAME -> zones.size() == 1 ? Optional.of(LLM + zones.get(0).name()) : Optional.empty();
            case ALERT_EMAIL -> Optional.empty();
            case OPERATOR -> answers.get(SetupQuestion.ALERT_EMAIL);
            case CLIENT -> Optional.of("laptop");
            case KEY_DAY -> Optional.of("5");
            case KEY_MONTH -> Optional.of("50");
            case CAP_DAY -> Optional.of("10");
            case CAP_MONTH -> Optional.of("50");
        };
    }

    /** Lines to show before the question. */
    List<String> help(SetupQuestion question, AnswerSheet answers) {
        return switch (question) {
            case GEOGRAPHY -> served(answers).stream().map(this::described).toList();
            case HOSTNAME ->
                zones.stream()
                        .map(zone -> "  zone " + zone.name() + (zone.isActive() ? "" : " (" + zone.status() + ")"))
                        .toList();
            case OPERATOR -> List.of("  operators reach the admin API from anywhere, by Access");
            default -> List.of();
        };
    }

    /** The geographies of the region in which the catalogue has a model, the most private first. */
    List<Geography> served(AnswerSheet answers) {
        return answers.get(SetupQuestion.REGION)
                .map(region -> Geography.of(new Region(region)).stream()
                        .filter(area -> !catalogue.offered(area.word()).isEmpty())
                        .toList())
                .orElse(List.of());
    }

    private String described(Geography area) {
        long claude = catalogue.offered(area.word()).stream()
                .filter(offered -> offered.model().vendor().equals("anthropic"))
                .count();
        return "  " + area.word() + ": " + catalogue.offered(area.word()).size() + " models, " + claude
                + " of them Claude" + (area == Geography.GLOBAL ? "; computed anywhere" : "");
    }

    /** The region that the person's other programs use. */
    private Optional<String> region() {
        for (String name : List.of("AWS_REGION", "AWS_DEFAULT_REGION")) {
            String region = environment.getOrDefault(name, "");
            if (!region.isEmpty()) {
                return Optional.of(region);
            }
        }
        try {
            return Optional.ofNullable(new AwsProfileRegionProvider().getRegion())
                    .map(software.amazon.awssdk.regions.Region::id);
        } catch (SdkClientException e) {
            return Optional.empty();
        }
    }
}
