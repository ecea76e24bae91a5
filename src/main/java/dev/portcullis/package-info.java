/**
 * A private LLM gateway in your own AWS account. Code is sorted by <em>where it runs</em>:
 *
 * <ul>
 *   <li>anywhere: {@code input} (reading what people write), {@code settings}, {@code catalogue},
 *       {@code cost}, {@code policy}, {@code clients};
 *   <li>inside {@code pulumi up} and {@code plan}: {@code infra}, the only room that knows Pulumi's typed resources;
 *   <li>on a laptop or in CI: {@code stackfile}, {@code release}, {@code plan}, {@code difference}, {@code operate}, {@code smoke},
 *       {@code deployed}, {@code removal}, {@code connect},
 *       {@code local} (the real parts on one
 *       machine), {@code cli};
 *   <li>on the host, and in {@code try}: {@code gate};
 *   <li>in AWS Lambda: {@code idlestop}.
 * </ul>
 *
 * Each room's own page says what it must not know, and {@code RoomsTest} holds it to that.
 */
@NullMarked
package dev.portcullis;

import org.jspecify.annotations.NullMarked;
