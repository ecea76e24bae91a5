/**
 * Stops the gateway's instance when nobody has used it for a while, and starts it when somebody asks for it again.
 *
 * <p>Runs in AWS Lambda, every few minutes and behind a URL, from a jar of its own that has nothing else of ours in it.
 * It knows the AWS SDK and the name of the metric that the gate publishes; it must not know Pulumi, the settings or the
 * gate's code.
 *
 * <p>Why a metric of the gate and not network bytes or processor load: a stream that waits for its model and a media job
 * are work, though the machine looks idle, and the tunnel's keep-alives are none, though bytes flow. Why it never stops
 * a host that it cannot see: then the gate is down or its metric is, and stopping would hide that from everybody.
 */
@NullMarked
package dev.portcullis.idlestop;

import org.jspecify.annotations.NullMarked;
