/** A mail server of the demo's own, and pages to read its mails. */
@NullMarked
package dev.resetta.examples.demo.inbox;

import org.jspecify.annotations.NullMarked;
