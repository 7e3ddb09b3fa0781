/** A Spring Boot application with Spring Security: sign in, forget the password, reset it, and every session is ended. */
@NullMarked
package dev.resetta.examples.springboot;

import org.jspecify.annotations.NullMarked;
