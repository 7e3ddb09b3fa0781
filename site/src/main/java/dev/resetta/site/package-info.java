/** Makes web pages of the guides and of the API documentation, and refuses to if a link among them is broken. */
@NullMarked
package dev.resetta.site;

import org.jspecify.annotations.NullMarked;
