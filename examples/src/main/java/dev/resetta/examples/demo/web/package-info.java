/** What any web application has: requests and answers, cookies, forms that nobody can forge, templates. Knows nothing of resets. */
@NullMarked
package dev.resetta.examples.demo.web;

import org.jspecify.annotations.NullMarked;
