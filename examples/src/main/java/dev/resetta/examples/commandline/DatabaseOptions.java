package dev.resetta.examples.commandline;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.jdbc.JdbcAccounts;
import dev.resetta.jdbc.ResetDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the application keeps its accounts and its links; as the application itself says it to the library. */
final class DatabaseOptions {
    private static final Pattern USER_AND_PASSWORD = Pattern.compile("//[^/?;@]*:[^/?;]*@");
    private static final Pattern PASSWORD =
            Pattern.compile("[?&;,(]\\s*\\w*(?:password|passwd|pwd)\\w*\\s*=", Pattern.CASE_INSENSITIVE);

    /** The command's own thread and one that mails, each with one. */
    private static final int CONNECTIONS = 2;

    @Option(
            names = "--db-url",
            paramLabel = "<jdbc-url>",
            description = "The database, without a password. [RESETTA_DB_URL]")
    @Nullable
    String url;

    @Option(
            names = "--db-user",
            paramLabel = "<user>",
            description = "Who signs in to it [RESETTA_DB_USER], with the password that RESETTA_DB_PASSWORD holds or"
                    + " RESETTA_DB_PASSWORD_FILE names a file of.")
    @Nullable
    String user;

    @Option(
            names = "--accounts",
            paramLabel = "<table>",
            description = "The table of the accounts; users if not given. [RESETTA_ACCOUNTS]")
    String accounts = "users";

    @Option(
            names = "--columns",
            paramLabel = "<id,address,hash>",
            description = "Its columns; id,email,password_hash if not given. [RESETTA_COLUMNS]")
    String columns = "id,email,password_hash";

    @Option(
            names = "--name-column",
            paramLabel = "<column>",
            description = "The column with people's names. [RESETTA_NAME_COLUMN]")
    @Nullable
    String nameColumn;

    @Option(
            names = "--locale-column",
            paramLabel = "<column>",
            description = "The column with their languages, for mails. [RESETTA_LOCALE_COLUMN]")
    @Nullable
    String localeColumn;

    @Option(
            names = "--stamp-column",
            paramLabel = "<column>",
            description = "The column of the security stamp, if the application names one." + " [RESETTA_STAMP_COLUMN]")
    @Nullable
    String stampColumn;

    @Option(
            names = "--where",
            paramLabel = "<condition>",
            description = "Which rows may reset, such as \"disabled = FALSE\"; all if not given. [RESETTA_WHERE]")
    @Nullable
    String where;

    @Option(
            names = "--ignore-case",
            description = "Finds addresses that are stored in other letters. [RESETTA_IGNORE_CASE]")
    boolean ignoreCase;

    @Option(
            names = "--table-prefix",
            paramLabel = "<prefix>",
            description = "What the tables of the links begin with; resetta_ if not given. [RESETTA_TABLE_PREFIX]")
    String tablePrefix = "resetta_";

    /** Connects, so that what is wrong with the connection is found here. */
    HikariDataSource connect(Secrets secrets) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(ofWhatIsThere(checkedUrl()));
        config.setUsername(user);
        secrets.readText("RESETTA_DB_PASSWORD").ifPresent(config::setPassword);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    JdbcAccounts accounts(ResetDatabase db) {
        String[] names = columns.split(",", -1);
        if (names.length != 3) {
            throw new UnusableSettingException("--columns names three: id, address and password hash, with commas.");
        }
        JdbcAccounts found = db.accounts(accounts).columns(names[0].strip(), names[1].strip(), names[2].strip());
        found = nameColumn == null ? found : found.nameColumn(nameColumn);
        found = localeColumn == null ? found : found.localeColumn(localeColumn);
        found = stampColumn == null ? found : found.stampColumn(stampColumn);
        found = where == null ? found : found.where(where);
        return ignoreCase ? found.ignoringCase() : found;
    }

    /** No sentence repeats the address: there may be a password in it. */
    private String checkedUrl() {
        if (url == null) {
            throw new UnusableSettingException("Say where the database is, with --db-url or RESETTA_DB_URL,"
                    + " for example jdbc:postgresql://localhost/shop.");
        }
        if (holdsPassword(url)) {
            throw new UnusableSettingException("A password in the database's address is seen by everybody on this"
                    + " machine. Take it out, and put it into RESETTA_DB_PASSWORD or into a file that"
                    + " RESETTA_DB_PASSWORD_FILE names; the user goes into --db-user.");
        }
        if (!url.startsWith("jdbc:")) {
            throw new UnusableSettingException(
                    "The database's address begins with jdbc:, for example jdbc:postgresql://localhost/shop.");
        }
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw new UnusableSettingException("There is no driver for the database's address; there are those of"
                    + " PostgreSQL, MariaDB, H2 and HSQLDB.");
        }
        return url;
    }

    /** H2 would make an empty database out of a misspelt address. */
    private static String ofWhatIsThere(String address) {
        boolean makesOne = address.startsWith("jdbc:h2:")
                && !address.startsWith("jdbc:h2:mem:")
                && !address.toUpperCase(Locale.ROOT).contains("IFEXISTS");
        return makesOne ? address + ";IFEXISTS=TRUE" : address;
    }

    private static boolean holdsPassword(String address) {
        return USER_AND_PASSWORD.matcher(address).find()
                || PASSWORD.matcher(address).find();
    }
}
