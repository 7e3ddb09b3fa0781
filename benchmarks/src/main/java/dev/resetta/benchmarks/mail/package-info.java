/** One mail on its way: rendered, handed to a server over STARTTLS with a login, and accepted. */
package dev.resetta.benchmarks.mail;
