package dev.portcullis.catalogue;

import java.time.LocalDate;

/**
 * A model that Bedrock no longer answers for, kept so that whoever still asks for it is told what to ask for.
 *
 * @param successor the name of a model of the catalogue
 */
public record RetiredModel(String name, String bedrockId, LocalDate retired, String successor) {}
