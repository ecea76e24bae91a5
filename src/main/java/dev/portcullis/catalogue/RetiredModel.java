package dev.portcullis.catalogue;

import java.time.LocalDate;

/**
 * A model that Bedrock no longer answers for, kept so that a caller who still asks for it is told its successor.
 *
 * @param successor the name of a model of the catalogue
 */
public record RetiredModel(String name, String bedrockId, LocalDate retired, String successor) {}
