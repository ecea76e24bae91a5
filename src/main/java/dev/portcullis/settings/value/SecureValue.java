package dev.portcullis.settings.value;

/** Stands in a raw configuration for a value that is encrypted or secret, so that it cannot be read or printed. */
public enum SecureValue {
    HIDDEN
}
