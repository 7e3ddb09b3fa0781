/**
 * What the time of an answer tells a stranger: nothing. Two ways that should take equally long are gone in random order, many
 * times, and a rank test says whether one of them is slower. Faults are planted to show that it would.
 *
 * <p>Tagged {@code timing} and left out of the plain build: {@code mvn test -Ptiming -pl examples -am}.
 */
package dev.resetta.examples.timing;
