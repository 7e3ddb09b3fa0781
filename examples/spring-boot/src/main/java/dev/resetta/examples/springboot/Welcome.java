package dev.resetta.examples.springboot;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What only people see who are signed in. */
@RestController
class Welcome {
    @GetMapping(path = "/", produces = "text/plain")
    String greet(@AuthenticationPrincipal ShopUser user) {
        return "You are signed in as " + user.email();
    }
}
