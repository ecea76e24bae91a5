/**
 * The stack of the gateway: network, host, storage, edge, alarms, idle stop. A component hands its outputs to
 * {@link dev.portcullis.infra.gateway.Gateway} and knows no other component.
 */
@NullMarked
package dev.portcullis.infra.gateway;

import org.jspecify.annotations.NullMarked;
