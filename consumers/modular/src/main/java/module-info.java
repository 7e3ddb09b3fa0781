/** An application with a module descriptor: this is all that one has to require. */
module consumer {
    requires dev.resetta.jdbc;
    requires dev.resetta.mail;
    requires dev.resetta.micrometer;
    requires dev.resetta.testkit;

    // Optional for Resetta, so who wants them says so: for the durable queue, and for Argon2id.
    requires com.github.kagkarlsson.scheduler;
    requires org.bouncycastle.provider;

    // H2 has no descriptor that would say that it needs java.naming.
    requires com.h2database;
    requires java.naming;
}
