/** How settings are written that several of the programs share, so that what one of them signs is good in the others. */
@NullMarked
package dev.resetta.examples.settings;

import org.jspecify.annotations.NullMarked;
