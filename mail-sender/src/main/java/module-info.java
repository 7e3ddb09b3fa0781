/** Resetta's mails: the notices of a password reset, written in the reader's language and sent over SMTP. */
module dev.resetta.mail {
    requires transitive dev.resetta;
    requires com.samskivert.jmustache;
    requires jakarta.mail;
    requires java.logging;
    requires org.eclipse.angus.mail;
    requires org.slf4j;
    requires static org.jspecify;

    exports dev.resetta.mail;
}
