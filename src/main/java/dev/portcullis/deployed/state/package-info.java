/** The state of a deployed stack: every resource that the Pulumi engine knows, and what each needs. */
@NullMarked
package dev.portcullis.deployed.state;

import org.jspecify.annotations.NullMarked;
