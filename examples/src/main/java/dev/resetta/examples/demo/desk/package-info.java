/**
 * The support desk: operators find an account, issue and revoke links for it, and read what happened.
 *
 * <p>Start reading at {@link dev.resetta.examples.demo.desk.LinkPages}, which does what the library's {@link
 * dev.resetta.SupportDesk} offers, and at {@link dev.resetta.examples.demo.desk.EventTrail}, which keeps its events.
 */
@NullMarked
package dev.resetta.examples.demo.desk;

import org.jspecify.annotations.NullMarked;
