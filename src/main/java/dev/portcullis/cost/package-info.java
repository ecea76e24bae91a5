/**
 * The monthly cost of the gateway's own infrastructure, before any model is called: {@code config/prices.yaml} and one
 * sum over it.
 *
 * <p>Runs anywhere. Knows {@code input} and the catalogue's money type; nothing of Pulumi and nothing of AWS's pricing
 * API: a plan must say what a stack costs without an account and without a network.
 */
@NullMarked
package dev.portcullis.cost;

import org.jspecify.annotations.NullMarked;
