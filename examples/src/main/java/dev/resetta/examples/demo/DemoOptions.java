package dev.resetta.examples.demo;

import dev.resetta.examples.demo.web.ClientAddresses;
import dev.resetta.examples.demo.web.RandomText;
import dev.resetta.mail.MailNotifier;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenPolicy;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the person who starts the demo chose, on the command line or else in the environment.
 *
 * @param policyName the policy as it is spelled on the command line
 * @param policy the rule that links live by
 * @param port where the demo listens; 0 for any free port
 * @param url where people reach it, if that is not this machine's own address
 * @param database where everything is kept
 * @param keys what links are signed with; empty: by keys of this run alone
 * @param mail who sends the mails; empty: the demo's own mail server
 * @param deskPassword what the operator of the desk signs in with
 * @param clients which proxies are believed about where people come from
 * @param wantsHelp whether to print the help and nothing else
 */
record DemoOptions(
        String policyName,
        TokenPolicy policy,
        int port,
        Optional<URI> url,
        DatabaseOptions database,
        Optional<SigningKeys> keys,
        Optional<MailNotifier> mail,
        String deskPassword,
        ClientAddresses clients,
        boolean wantsHelp) {
    static final String HELP = """
            The Resetta demo: a bookshop with a password reset, its own database and its own mail server.

              --policy one-time|reusable|hash-bound   how reset links live (RESETTA_POLICY; one-time)
              --port NUMBER                           where the demo listens (RESETTA_PORT; 8080)
              --url ADDRESS                           where people reach it, if a proxy with https stands
                                                      in front (RESETTA_URL; http://localhost:PORT)
              --database ADDRESS                      jdbc:postgresql:, jdbc:mariadb: or jdbc:h2:
                                                      (RESETTA_DB_URL; a new H2 file that ends with the demo)
              --trust-proxy ADDRESS,...               proxies whose X-Forwarded-For is believed
                                                      (RESETTA_TRUSTED_PROXY; none)
              --help                                  this text

            By the environment only; what is secret may be in a file that NAME_FILE points to:

              RESETTA_DB_USER, RESETTA_DB_PASSWORD    who connects to the database
              RESETTA_KEY                             signs links, 32 random bytes or more in Base64 or
                                                      hexadecimal digits (one for this run alone)
              RESETTA_KEY_ID                          its name (demo)
              RESETTA_DESK_PASSWORD                   what the operator of the desk signs in with (a new one)
              RESETTA_SMTP_HOST, RESETTA_SMTP_PORT    sends mails through this server (the demo's own; 587)
              RESETTA_SMTP_USER,
              RESETTA_SMTP_PASSWORD                   signs in there
              RESETTA_SMTP_PLAIN                      true: without STARTTLS
              RESETTA_MAIL_FROM                       the sender
            """;

    private static final Map<String, String> VARIABLES = Map.of(
            "--policy", "RESETTA_POLICY",
            "--port", "RESETTA_PORT",
            "--url", "RESETTA_URL",
            "--database", "RESETTA_DB_URL",
            "--trust-proxy", "RESETTA_TRUSTED_PROXY");

    private static final int DESK_PASSWORD_BYTES = 9;
    private static final int HIGHEST_PORT = 65_535;

    /** The policy under its name, on any free port; what tests start with. */
    static DemoOptions of(String policyName) {
        return parse(new String[] {"--policy", policyName, "--port", "0"}, Map.of());
    }

    /**
     * Reads the command line; what it does not say is taken from the environment.
     *
     * @throws UnusableOptionException with a sentence for the person who typed it
     */
    static DemoOptions parse(String[] arguments, Map<String, String> variables) {
        Environment environment = new Environment(variables);
        Map<String, String> values = new HashMap<>();
        VARIABLES.forEach(
                (option, variable) -> environment.text(variable).ifPresent(value -> values.put(option, value)));
        boolean wantsHelp = false;
        for (int i = 0; i < arguments.length; i++) {
            String[] parts = arguments[i].split("=", 2);
            String name = parts[0];
            if (name.equals("--help") || name.equals("-h")) {
                wantsHelp = true;
                continue;
            }
            if (!VARIABLES.containsKey(name)) {
                throw new UnusableOptionException("There is no option '" + name + "'; --help lists them.");
            }
            if (parts.length == 1 && i + 1 == arguments.length) {
                throw new UnusableOptionException("The option " + name + " needs a value; --help shows which.");
            }
            values.put(name, parts.length == 2 ? parts[1] : arguments[++i]);
        }
        String policy = values.getOrDefault("--policy", "one-time");
        return new DemoOptions(
                policy,
                policy(policy),
                port(values.getOrDefault("--port", "8080")),
                url(values.getOrDefault("--url", "")),
                new DatabaseOptions(
                        Optional.ofNullable(values.get("--database")),
                        environment.text("RESETTA_DB_USER"),
                        environment.secret("RESETTA_DB_PASSWORD")),
                SigningKeyOption.of(environment),
                MailOptions.of(environment),
                environment.secret("RESETTA_DESK_PASSWORD").orElseGet(() -> RandomText.of(DESK_PASSWORD_BYTES)),
                clients(values.getOrDefault("--trust-proxy", "")),
                wantsHelp);
    }

    /** What links are signed with; hash-bound ones always are, and without a key of somebody's end with this run. */
    Optional<SigningKeys> linkKeys() {
        boolean isHashBound = policy.kind() == TokenPolicy.Kind.HASH_BOUND;
        return isHashBound ? keys.or(() -> Optional.of(SigningKeyOption.random())) : keys;
    }

    /** Tells nothing, since some of it is secret. */
    @Override
    public String toString() {
        return "DemoOptions";
    }

    private static TokenPolicy policy(String name) {
        return switch (name) {
            case "one-time" -> TokenPolicy.oneTime();
            case "reusable" -> TokenPolicy.reusableUntilExpiry();
            case "hash-bound" -> TokenPolicy.hashBound();
            default ->
                throw new UnusableOptionException(
                        "The policy is one-time, reusable or hash-bound, not '" + name + "'.");
        };
    }

    private static int port(String text) {
        boolean isNumber = text.matches("\\d{1,5}");
        if (!isNumber || Integer.parseInt(text) > HIGHEST_PORT) {
            throw new UnusableOptionException(
                    "The port is a number from 0 to " + HIGHEST_PORT + " (0: any free one), not '" + text + "'.");
        }
        return Integer.parseInt(text);
    }

    private static Optional<URI> url(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("https://[A-Za-z0-9.-]+(:\\d{1,5})?|http://localhost(:\\d{1,5})?")) {
            throw new UnusableOptionException(
                    "The url is https:// and a host, for example https://demo.example.com, not '" + text + "'.");
        }
        return Optional.of(URI.create(text));
    }

    private static ClientAddresses clients(String text) {
        Set<InetAddress> trusted = new HashSet<>();
        for (String address : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            trusted.add(ClientAddresses.parse(address.strip())
                    .orElseThrow(() -> new UnusableOptionException("A trusted proxy is an IP address, not '" + address
                            + "'; several are set apart by commas.")));
        }
        return new ClientAddresses(trusted);
    }

    /** Says in a sentence what cannot be used. */
    static final class UnusableOptionException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableOptionException(String sentence) {
            super(sentence);
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }
}
