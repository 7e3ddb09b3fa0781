package dev.resetta.examples.adapters;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedExtendedRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedExtendedResult;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An LDAP server inside this process, on a free port of the loopback interface. It notes when a password was changed, as
 * directories with a password policy do, in a time that passes by a second with each change.
 */
final class LocalDirectory extends InMemoryOperationInterceptor implements AutoCloseable {
    static final String BASE = "ou=people,dc=example,dc=com";

    private static final String MANAGER = "cn=manager";

    private final InMemoryDirectoryServer server;
    private final LDAPConnectionPool pool;
    private final AtomicInteger changes = new AtomicInteger();
    private volatile @Nullable LDAPException answer;
    private volatile boolean breaksDown;

    LocalDirectory() throws LDAPException {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
        config.addAdditionalBindCredentials(MANAGER, "secret");
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("loopback", InetAddress.getLoopbackAddress(), 0, null));
        // Without one anything may be written, such as the times that a policy keeps.
        config.setSchema(null);
        config.addInMemoryOperationInterceptor(this);
        server = new InMemoryDirectoryServer(config);
        server.startListening();
        server.add("dc=example,dc=com", new Attribute("objectClass", "domain"), new Attribute("dc", "example"));
        server.add(BASE, new Attribute("objectClass", "organizationalUnit"), new Attribute("ou", "people"));
        pool = new LDAPConnectionPool(connect(MANAGER, "secret"), 1, 16);
    }

    LDAPConnectionPool pool() {
        return pool;
    }

    /** Adds somebody and says under which id. */
    String add(String uid, String mail) throws LDAPException {
        server.add(
                dn(uid),
                new Attribute("objectClass", "inetOrgPerson"),
                new Attribute("uid", uid),
                new Attribute("cn", uid),
                new Attribute("sn", uid),
                new Attribute("mail", mail),
                new Attribute("userPassword", "the old password"),
                new Attribute("pwdChangedTime", nextTime()));
        return server.getEntry(dn(uid), "entryUUID").getAttributeValue("entryUUID");
    }

    String dnOf(String id) throws LDAPException {
        return server.searchForEntry(BASE, SearchScope.SUB, Filter.createEqualityFilter("entryUUID", id))
                .getDN();
    }

    void set(String id, String attribute, String... values) throws LDAPException {
        server.modify(dnOf(id), new Modification(ModificationType.REPLACE, attribute, values));
    }

    void changePassword(String id, String password) throws LDAPException {
        set(id, "userPassword", password);
        set(id, "pwdChangedTime", nextTime());
    }

    void delete(String id) throws LDAPException {
        server.delete(dnOf(id));
    }

    boolean signsIn(String id, String password) {
        try {
            connect(dnOf(id), password).close();
            return true;
        } catch (LDAPException e) {
            return false;
        }
    }

    /** Answers changes of passwords with this from now on, and makes none. */
    void answer(ResultCode code, Control... controls) {
        answer = new LDAPException(code, "the directory's own words", null, null, controls);
    }

    /** Closes the connections instead of answering changes of passwords, which it makes. */
    void breakDown() {
        breaksDown = true;
    }

    private LDAPConnection connect(String dn, String password) throws LDAPException {
        return new LDAPConnection("127.0.0.1", server.getListenPort(), dn, password);
    }

    private String nextTime() {
        return "20261121%06dZ".formatted(120000 + changes.incrementAndGet());
    }

    private static String dn(String uid) {
        return new RDN("uid", uid) + "," + BASE;
    }

    @Override
    public void processExtendedRequest(InMemoryInterceptedExtendedRequest request) throws LDAPException {
        LDAPException planted = answer;
        if (planted != null) {
            throw planted;
        }
    }

    @Override
    public void processExtendedResult(InMemoryInterceptedExtendedResult result) {
        try {
            String dn = new PasswordModifyExtendedRequest(result.getRequest()).getUserIdentity();
            if (result.getResult().getResultCode().equals(ResultCode.SUCCESS)) {
                server.modify(dn, new Modification(ModificationType.REPLACE, "pwdChangedTime", nextTime()));
            }
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
        if (breaksDown) {
            server.closeAllConnections(false);
        }
    }

    @Override
    public void close() {
        pool.close();
        server.shutDown(true);
    }
}
