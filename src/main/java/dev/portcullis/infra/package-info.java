/**
 * The stacks and their components: the only room that knows Pulumi's typed resources.
 *
 * <p>Runs inside {@code pulumi up} (from {@code target/portcullis.jar}) and inside {@code ./portcullis plan}. It must
 * not read configuration anywhere but in {@link dev.portcullis.infra.Program}, and components never know each other:
 * {@link dev.portcullis.infra.gateway.Gateway} and {@link dev.portcullis.infra.identity.Identity} hand the outputs of
 * one to the next. CI's rights are made from one row per type of resource ({@link
 * dev.portcullis.infra.identity.Deployable}).
 *
 * <p>Logical names are literals of the form {@code component-part}; a resource's name is its identity, so a rename
 * needs an alias. Names in the cloud come from {@link dev.portcullis.settings.value.ResourceNames} alone.
 */
@NullMarked
package dev.portcullis.infra;

import org.jspecify.annotations.NullMarked;
