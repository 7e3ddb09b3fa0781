/** The shop's customers: who they are, and who is signed in. */
@NullMarked
package dev.resetta.examples.demo.shop;

import org.jspecify.annotations.NullMarked;
