package dev.resetta.examples.springboot;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Component;

/**
 * Looks once more at the account when the session is open. A password may have been reset while the old one was verified, and
 * the sessions were ended before this one was there.
 */
@Component
class SignIn extends SavedRequestAwareAuthenticationSuccessHandler {
    private final ShopUsers users;

    SignIn(ShopUsers users) {
        this.users = users;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws ServletException, IOException {
        if (authentication.getPrincipal() instanceof ShopUser user && users.isCurrent(user)) {
            super.onAuthenticationSuccess(request, response, authentication);
        } else {
            new SecurityContextLogoutHandler().logout(request, response, authentication);
            response.sendRedirect("/login");
        }
    }
}
