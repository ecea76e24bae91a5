package dev.portcullis.difference;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.portcullis.difference.Difference.Changed;
import dev.portcullis.difference.Difference.Effect;
import dev.portcullis.difference.Difference.PromiseChange;
import dev.portcullis.difference.Difference.RuleChange;
import dev.portcullis.difference.Difference.Standing;
import dev.portcullis.difference.PlanDocument.Resource;
import dev.portcullis.difference.Section.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sections of a difference, most serious first; every value in them has gone through {@link Printable}. */
final class Sections {
    private final List<Section> sections = new ArrayList<>();
    private List<Line> lines = new ArrayList<>();

    private Sections() {}

    static List<Section> of(Difference difference) {
        Sections all = new Sections();
        all.promises(difference);
        all.changed("Replaced", difference.changed(Effect.REPLACE));
        all.removed(difference);
        all.changed(
                "Changed, by a provider that says by itself whether it replaces", difference.changed(Effect.NOT_KNOWN));
        all.changed("Changed", difference.changed(Effect.UPDATE));
        all.added(difference);
        all.edgeRules(difference);
        all.warnings(difference);
        return List.copyOf(all.sections);
    }

    private void promises(Difference difference) {
        for (PromiseChange promise : difference.promises()) {
            if (promise.isSteady()) {
                continue;
            }
            char mark = promise.isGood() ? '+' : '-';
            line(mark, promise.sentence() + ": " + word(promise.before()) + " -> " + word(promise.after()));
            promise.brokenBy().forEach(culprit -> line(' ', "    " + culprit));
        }
        end("Promises");
    }

    private static String word(Standing standing) {
        return switch (standing) {
            case ABSENT -> "not checked";
            case NOT_ASKED -> "not asked";
            case HELD, BROKEN -> standing.name().toLowerCase(Locale.ROOT);
        };
    }

    private void added(Difference difference) {
        difference.added().forEach(resource -> line('+', named(resource)));
        end("Added");
    }

    private void removed(Difference difference) {
        for (Resource resource : difference.removed()) {
            String mark = resource.protect() ? ", protected: it has to be unprotected first" : "";
            String kept = resource.retainOnDelete() ? ", kept in the cloud" : mark;
            line(
                    '-',
                    named(resource)
                            + (Replacements.staysWhenRemoved(resource.type())
                                    ? ", which changes nothing at Cloudflare: set it back there by hand"
                                    : kept));
        }
        end("Removed");
    }

    private void changed(String heading, List<Changed> changed) {
        for (Changed one : changed) {
            line('!', named(one.resource()) + because(one));
            one.properties()
                    .forEach(change -> lines.add(new Line(
                            ' ',
                            "    " + Printable.line(change.path()) + ": "
                                    + Printable.change(change.before(), change.after()))));
        }
        end(heading);
    }

    private static String because(Changed one) {
        return (one.because().isEmpty() ? "" : ", for " + String.join(", ", one.because()))
                + (one.effect() == Effect.REPLACE && one.resource().retainOnDelete() ? "; the old one is kept" : "");
    }

    private void edgeRules(Difference difference) {
        for (RuleChange rule : difference.edgeRules()) {
            if (rule.before().isEmpty() || rule.after().isEmpty()) {
                line(rule.before().isEmpty() ? '+' : '-', rule.ref() + ": " + rule.before() + rule.after());
            } else {
                line('!', rule.ref());
                lines.add(new Line(
                        ' ',
                        "    " + Printable.change(TextNode.valueOf(rule.before()), TextNode.valueOf(rule.after()))));
            }
        }
        if (difference.edgeRulesReordered()) {
            line('!', "the rules stand in another order");
        }
        end("Edge rules");
    }

    private void warnings(Difference difference) {
        List<String> before = difference.before().warnings();
        List<String> after = difference.after().warnings();
        before.stream().filter(warning -> !after.contains(warning)).forEach(warning -> line('-', warning));
        after.stream().filter(warning -> !before.contains(warning)).forEach(warning -> line('+', warning));
        end("Warnings");
    }

    private static String named(Resource resource) {
        return resource.name() + " " + resource.shortType();
    }

    private void line(char mark, String text) {
        lines.add(new Line(mark, Printable.line(text)));
    }

    private void end(String heading) {
        if (!lines.isEmpty()) {
            sections.add(new Section(heading, List.copyOf(lines)));
            lines = new ArrayList<>();
        }
    }
}
