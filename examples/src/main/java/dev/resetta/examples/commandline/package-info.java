/**
 * Reset links from the command line, for a support desk without a page of its own.
 *
 * <p>Start reading at {@link dev.resetta.examples.commandline.ResetLinkCommand}, which issues a link, and {@link
 * dev.resetta.examples.commandline.Desk}, which builds the library's part. The links are good in every application that uses
 * the same tables, signing keys and realm.
 */
@NullMarked
package dev.resetta.examples.commandline;

import org.jspecify.annotations.NullMarked;
