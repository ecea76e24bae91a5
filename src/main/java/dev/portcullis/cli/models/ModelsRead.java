package dev.portcullis.cli.models;

import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.Prices;
import dev.portcullis.catalogue.TokenPrices;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.Usd;
import java.nio.file.Path;
import java.time.LocalDate;

/** The catalogue as of today, and its prices as text. */
final class ModelsRead {
    private ModelsRead() {}

    static Catalogue catalogue(Path project, LocalDate today) {
        Problems problems = new Problems();
        var catalogue = Catalogue.read(project.resolve("config/models.yaml"), today, problems);
        problems.throwIfAny();
        return catalogue.orElseThrow();
    }

    /** Such as {@code 2.2 / 11}, or {@code 0.04 an image}. */
    static String price(Prices prices) {
        if (!prices.image().equals(Usd.ZERO)) {
            return prices.image().decimal() + " an image";
        }
        String usual = price(prices.standard());
        return prices.longContextAbove() == Long.MAX_VALUE
                ? usual
                : usual + ", above " + prices.longContextAbove() + " tokens " + price(prices.longContext());
    }

    private static String price(TokenPrices prices) {
        return prices.input().decimal() + " / " + prices.output().decimal();
    }
}
