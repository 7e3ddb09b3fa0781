package dev.resetta.examples.adapters;

import com.unboundid.ldap.sdk.ExtendedRequest;
import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPInterface;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.account.PasswordUpdater;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The people of an LDAP directory: found by {@code uid} or {@code mail}, known by {@code entryUUID}, their passwords set by the
 * password modify operation (RFC 3062), so that the directory hashes them and applies its own rules.
 *
 * <p>No hash is read. Links are bound to {@code pwdChangedTime} instead, so the directory has to keep it (OpenLDAP: the overlay
 * {@code ppolicy}); who has none gets no link. Build the reset with {@code PasswordHasher.none()}.
 *
 * <p>What the directory refuses because of the password, the person is told, and the link stays good. So it does after every
 * other clear no, which is logged. Where there was no answer the link is dead, because the password may be changed.
 *
 * <p>Limits: LDAP has no "set the password if it is still the old one". The time is compared a moment before the write, and
 * two <em>different</em> links of one person that are redeemed in that moment may both succeed; of one stored link the token
 * store lets one use through. A directory that keeps the time in whole seconds does not tell two changes within one apart. An
 * entry locked for good is not eligible; who is locked out for a while may get a link, and some directories end the lock with
 * the change.
 *
 * <p>The pool has to be connected to a server that takes writes, over TLS, with a response time-out of some seconds and
 * without retries, as somebody who may search people and set their passwords.
 */
public final class LdapAccounts implements AccountDirectory, PasswordUpdater {
    private static final Logger LOG = LoggerFactory.getLogger(LdapAccounts.class);

    private static final String ID = "entryUUID";
    private static final String CHANGED = "pwdChangedTime";
    private static final String LOCKED = "pwdAccountLockedTime";
    private static final String[] ATTRIBUTES = {ID, "mail", "cn", CHANGED, LOCKED};

    /** What {@link #LOCKED} holds for an entry that only an administrator can unlock. */
    private static final String FOR_GOOD = "000001010000Z";

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Answers that say that nothing was written, and nothing about the password. */
    private static final Set<ResultCode> CLEAR_NO = Set.of(
            ResultCode.BUSY,
            ResultCode.UNAVAILABLE,
            ResultCode.UNWILLING_TO_PERFORM,
            ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
            ResultCode.NO_SUCH_OBJECT,
            ResultCode.REFERRAL);

    private final LDAPConnectionPool directory;
    private final String base;
    private final Filter people;

    /**
     * Looks for people in a part of a directory.
     *
     * @param base the part, for example {@code ou=people,dc=example,dc=com}
     * @param people who may reset a password at all, for example {@code (objectClass=inetOrgPerson)}; others are not found
     */
    public LdapAccounts(LDAPConnectionPool directory, String base, Filter people) {
        this.directory = directory;
        this.base = base;
        this.people = people;
    }

    @Override
    public List<Account> findByIdentifier(String identifier) {
        // White space and control characters mean little or nothing to a directory when it compares.
        if (identifier.isBlank() || identifier.chars().anyMatch(Character::isISOControl)) {
            return List.of();
        }
        Filter called = Filter.createORFilter(
                Filter.createEqualityFilter("uid", identifier), Filter.createEqualityFilter("mail", identifier));
        try {
            return find(directory, called).map(LdapAccounts::account).toList();
        } catch (LDAPException e) {
            throw unread(e);
        }
    }

    @Override
    public Optional<Account> findById(String accountId) {
        try {
            return entry(directory, accountId).map(LdapAccounts::account);
        } catch (LDAPException e) {
            throw unread(e);
        }
    }

    @Override
    public boolean joinsTransaction() {
        return false;
    }

    @Override
    public boolean update(PasswordUpdate update) {
        LDAPConnection connection;
        String person;
        try {
            connection = directory.getConnection();
        } catch (LDAPException e) {
            return notAsked(e);
        }
        try {
            Optional<SearchResultEntry> entry = entry(connection, update.accountId());
            boolean isAsJudged = entry.map(LdapAccounts::account)
                    .map(Account::securityStamp)
                    .equals(Optional.of(update.account().securityStamp()));
            if (!isAsJudged) {
                directory.releaseConnection(connection);
                return false;
            }
            person = entry.orElseThrow().getDN();
        } catch (LDAPException e) {
            directory.releaseConnectionAfterException(connection, e);
            return notAsked(e);
        }
        return isChanged(connection, person, update.newPassword());
    }

    private boolean isChanged(LDAPConnection connection, String person, String password) {
        ExtendedResult answer = answer(connection, LdapPasswords.change(person, password));
        LdapPasswords.throwIfRefused(answer);
        ResultCode code = answer.getResultCode();
        if (code.equals(ResultCode.SUCCESS)) {
            return true;
        }
        if (CLEAR_NO.contains(code)) {
            LOG.warn("The directory does not change a password: {}.", code);
            return false;
        }
        throw new IllegalStateException("The directory did not say whether it has changed a password: " + code + ".");
    }

    /** The SDK makes exceptions of some answers, such as "busy", and of none. */
    private ExtendedResult answer(LDAPConnection connection, ExtendedRequest request) {
        try {
            ExtendedResult answer = connection.processExtendedOperation(request);
            directory.releaseConnection(connection);
            return answer;
        } catch (LDAPException e) {
            directory.releaseConnectionAfterException(connection, e);
            return new ExtendedResult(e);
        }
    }

    private Optional<SearchResultEntry> entry(LDAPInterface connection, String accountId) throws LDAPException {
        if (!UUID.matcher(accountId).matches()) {
            return Optional.empty();
        }
        return find(connection, Filter.createEqualityFilter(ID, accountId)).findFirst();
    }

    private Stream<SearchResultEntry> find(LDAPInterface connection, Filter filter) throws LDAPException {
        Filter person = Filter.createANDFilter(people, filter);
        return connection.search(base, SearchScope.SUB, person, ATTRIBUTES).getSearchEntries().stream();
    }

    /** The first address gets the links, the others learn of a change, too. */
    private static Account account(SearchResultEntry entry) {
        String[] addresses = entry.hasAttribute("mail") ? entry.getAttributeValues("mail") : new String[0];
        return Account.of(entry.getAttributeValue(ID), addresses.length > 0 ? addresses[0] : null, null)
                .withName(entry.getAttributeValue("cn"))
                .withSecurityStamp(entry.getAttributeValue(CHANGED))
                .withEligible(!entry.hasAttributeValue(LOCKED, FOR_GOOD))
                .withNoticeAddresses(Arrays.stream(addresses).skip(1).toList());
    }

    /** Nothing was written, so the link is given back, and judged anew, which fails with the reason if that lasts. */
    private static boolean notAsked(LDAPException e) {
        LOG.warn("The directory could not be asked before a password was to be changed: {}.", e.getResultCode());
        return false;
    }

    /** Tells the code only, since the directory's own words may repeat what it was given. */
    private static IllegalStateException unread(LDAPException e) {
        return new IllegalStateException("The directory cannot be read: " + e.getResultCode() + ".");
    }
}
