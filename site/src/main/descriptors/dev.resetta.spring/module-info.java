/**
 * Password resets configured by Spring Boot's properties and beans, in Spring's transactions.
 *
 * <p>The jar has no module descriptor, as those of Spring Boot have none; on a module path its module is automatic, has this name,
 * and exports its one package.
 */
module dev.resetta.spring {
    requires dev.resetta;
    requires dev.resetta.jdbc;
    requires dev.resetta.mail;
    requires com.fasterxml.jackson.annotation;
    requires jakarta.mail;
    requires jakarta.servlet;
    requires org.jspecify;
    requires org.slf4j;
    requires spring.boot.autoconfigure;

    exports dev.resetta.spring;
}
