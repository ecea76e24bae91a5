package dev.portcullis.gate.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.catalogue.OfferedModel;
import dev.portcullis.gate.answer.AnswerForm;
import dev.portcullis.gate.shape.field.Attachments;
import dev.portcullis.gate.shape.field.CacheMarks;
import dev.portcullis.gate.shape.field.Dropped;
import dev.portcullis.gate.shape.field.FieldPath;
import dev.portcullis.gate.shape.field.Fields;
import dev.portcullis.gate.shape.field.PromptSize;
import dev.portcullis.gate.shape.field.Scalar;
import dev.portcullis.gate.shape.field.Schemas;
import dev.portcullis.gate.shape.form.FormWriter;
import dev.portcullis.gate.shape.strict.GivenText;
import dev.portcullis.gate.shape.strict.Refused;
import dev.portcullis.gate.shape.strict.StrictForm;
import dev.portcullis.gate.shape.table.EditsTable;
import java.util.List;

/**
 * {@code POST /v1/images/edits}: the one body that is a form. Each edit service takes other fields, so the model is
 * looked up before the rest is read.
 */
final class ImageEdits {
    /** Priced by the picture, whatever the prompt. */
    private static final PromptSize ONE_IMAGE = new PromptSize(0, 0, 0, 0, CacheMarks.NONE, 0, 1, 1);

    private ImageEdits() {}

    static Rebuilt rebuild(byte[] body, String contentType, Models models) throws Refused {
        ObjectNode given = StrictForm.read(body, contentType);
        Dropped dropped = new Dropped();
        FieldPath root = FieldPath.root(dropped, new Attachments(), new Schemas());
        String name =
                Scalar.text().rebuild(given.path("model"), root.field("model")).textValue();
        OfferedModel model = models.find(name);
        Fields table = EditsTable.of(model)
                .orElseThrow(() -> new Refused(
                        501,
                        "not_implemented",
                        "model: this gateway does not know the fields that the service behind "
                                + GivenText.quote(model.model().name()) + " takes"));
        ObjectNode fresh = table.rebuild(given, root);
        fresh.put("model", model.model().name());
        FormWriter form = new FormWriter();
        byte[] bytes = form.write(fresh);
        return new Rebuilt(
                bytes,
                form.firstValueAt(),
                form.contentType(),
                model,
                false,
                false,
                false,
                ONE_IMAGE,
                List.of(),
                AnswerForm.AS_IT_IS,
                dropped.all());
    }
}
