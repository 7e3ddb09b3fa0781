package dev.resetta.examples.springboot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The shop. What it says about resets is in application.properties. */
@SpringBootApplication
class ShopApplication {
    public static void main(String... args) {
        SpringApplication.run(ShopApplication.class, args);
    }
}
