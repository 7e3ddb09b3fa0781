/**
 * Examples to read: a file each, from top to bottom, and each a program of its own that prints what happens.
 *
 * <p>Begin with {@link dev.resetta.examples.reading.QuickStart}; after it they can be read in any order. No mail is sent: a queue
 * in memory stands for the mailbox, which is why these programs may print links. An application never does.
 */
@NullMarked
package dev.resetta.examples.reading;

import org.jspecify.annotations.NullMarked;
