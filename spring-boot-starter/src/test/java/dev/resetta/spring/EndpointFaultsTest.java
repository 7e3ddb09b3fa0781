package dev.resetta.spring;

import static dev.resetta.spring.PasswordResetEndpointsTest.assertProblem;
import static dev.resetta.spring.PasswordResetEndpointsTest.inShop;
import static dev.resetta.spring.PasswordResetEndpointsTest.post;
import static dev.resetta.spring.PasswordResetEndpointsTest.runner;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What the endpoints answer to what they cannot read, and to faults. */
@ExtendWith(OutputCaptureExtension.class)
class EndpointFaultsTest {

    @Test
    void whatIsNoJsonIsRefusedAndNeverLogged(CapturedOutput output) {
        inShop((shop, context) -> {
            MvcTestResult broken = post(shop, "/redeem", "{'token': secret-of-alice}");

            assertProblem(broken, 400, "unreadable");
            assertThat(broken.getResponse().getContentAsString()).doesNotContain("secret-of-alice");
            assertThat(output).doesNotContain("secret-of-alice");
        });
    }

    @Test
    void whoLeavesAFieldOutIsTold() {
        inShop((shop, context) -> {
            assertProblem(post(shop, "", "{'email':'alice@example.com'}"), 400, "unreadable");
            assertProblem(post(shop, "/check", "{}"), 400, "unreadable");
            assertProblem(post(shop, "/cancel", "{}"), 400, "unreadable");
            assertProblem(post(shop, "/redeem", "{'password':'" + Shop.PASSWORD + "'}"), 400, "unreadable");
            assertProblem(post(shop, "/redeem", "{'token':'x'}"), 400, "unreadable");
        });
    }

    @Test
    void aFaultIsAProblemAndNoPage(CapturedOutput output) {
        inShop((shop, context) -> {
            context.getBean(JdbcTemplate.class).execute("DROP TABLE resetta_token");

            assertProblem(post(shop, "/check", "{'token':'" + "A".repeat(43) + "'}"), 500, "failed");
            assertThat(output).contains("A request for a password reset failed.", "RESETTA_TOKEN");
            assertThat(output).doesNotContain("A".repeat(43));
        });
    }

    @Test
    void whatAPartOfTheApplicationThrowsIsItsOwn() {
        runner(Shop.LINK)
                .withBean(Gate.class)
                .run(context -> assertThat(post(MockMvcTester.from(context), "", "{'identifier':'alice@example.com'}"))
                        .hasStatus(403));
    }

    @Test
    void aBodyIsReadToItsLimitAndNoFurther() {
        inShop((shop, context) -> {
            String empty = "{'identifier':''}";
            String longest = "x".repeat(BodyLimit.MOST - empty.length());

            assertThat(post(shop, "", "{'identifier':'" + longest + "'}")).hasStatus(202);
            assertProblem(post(shop, "", "{'identifier':'" + longest + "x'}"), 413, "body-too-long");
        });
    }

    @Test
    void anotherControllerTakesLongerBodies() {
        runner(Shop.LINK)
                .withBean(Echo.class)
                .run(context -> assertThat(MockMvcTester.from(context)
                                .post()
                                .uri("/echo")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("\"" + "x".repeat(BodyLimit.MOST) + "\"")
                                .exchange())
                        .hasStatus(200));
    }

    @Test
    void aFormIsNotTaken() {
        inShop((shop, context) -> assertThat(shop.post()
                        .uri("/password-resets")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .content("identifier=alice@example.com")
                        .exchange())
                .hasStatus(415));
    }

    /** Lets nobody in. */
    static class Gate implements WebMvcConfigurer, HandlerInterceptor {
        @Override
        public void addInterceptors(InterceptorRegistry interceptors) {
            interceptors.addInterceptor(this);
        }

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    /** A controller of the application's own. */
    @RestController
    static class Echo {
        @PostMapping("/echo")
        int echo(@RequestBody String body) {
            return body.length();
        }
    }
}
