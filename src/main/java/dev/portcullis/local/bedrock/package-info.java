/**
 * The stand-in for Amazon Bedrock on one machine: the Runtime API's paths, bodies, errors and event-stream framing,
 * with answers that say what they are.
 *
 * <p>Runs on a laptop inside {@code ./portcullis try} and in tests, on loopback only. Knows the catalogue (which models
 * exist, where, and what they can do) and an HTTP server; must not know the gate, LiteLLM or the edge, so that it can
 * only judge what arrives, as Bedrock does.
 *
 * <p>Tokens are words parted by white space, so a test can count them and compute a cost. Frames are written by AWS's
 * own encoder: a client that reads them reads Bedrock's. Signatures are checked for form, service and region but not
 * computed again (2026-11): the AWS SDK's signer always adds {@code x-amz-content-sha256} to what it signs, which
 * botocore does not send, so it cannot rebuild the signature of a caller that is not itself.
 */
@NullMarked
package dev.portcullis.local.bedrock;

import org.jspecify.annotations.NullMarked;
