package dev.resetta.mail;

import org.jspecify.annotations.Nullable;

/**
 * What stands on every mail, and comes from configuration only.
 *
 * @param from who writes
 * @param replyTo where answers go; null for the sender
 * @param bounceAddress the sender on the envelope, to whom undeliverable mail goes back
 */
record MailHeaders(Mailbox from, @Nullable Mailbox replyTo, MailAddress bounceAddress) {}
