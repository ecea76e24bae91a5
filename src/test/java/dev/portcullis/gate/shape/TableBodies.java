package dev.portcullis.gate.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.policy.ApiShape;
import java.util.Random;

/** Bodies made along the table of an API, for generators outside of this package. */
public final class TableBodies {
    private TableBodies() {}

    public static ObjectNode make(ApiShape shape, Random random) {
        return (ObjectNode) AllowlistPropertyTest.make(Bodies.table(shape), random, 0);
    }
}
