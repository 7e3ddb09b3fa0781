package dev.resetta.examples.adapters;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ErrorType;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10RequestControl;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ResponseControl;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import dev.resetta.account.PasswordRefusedException;
import org.jspecify.annotations.Nullable;

/** How a directory is asked for a new password, and what its refusal means to the person who chose it. */
final class LdapPasswords {
    private LdapPasswords() {}

    /** Sets the password of a person, and asks for the reason if the directory's policy refuses it. */
    static PasswordModifyExtendedRequest change(String person, String password) {
        Control reasons = new DraftBeheraLDAPPasswordPolicy10RequestControl();
        return new PasswordModifyExtendedRequest(person, null, password, new Control[] {reasons});
    }

    /** Says so if the directory refuses the password itself. */
    static void throwIfRefused(ExtendedResult answer) {
        DraftBeheraLDAPPasswordPolicy10ErrorType reason = reason(answer);
        if (reason != null || answer.getResultCode().equals(ResultCode.CONSTRAINT_VIOLATION)) {
            throw refused(reason);
        }
    }

    private static @Nullable DraftBeheraLDAPPasswordPolicy10ErrorType reason(ExtendedResult answer) {
        try {
            DraftBeheraLDAPPasswordPolicy10ResponseControl policy =
                    DraftBeheraLDAPPasswordPolicy10ResponseControl.get(answer);
            return policy == null ? null : policy.getErrorType();
        } catch (LDAPException e) {
            return null;
        }
    }

    private static PasswordRefusedException refused(@Nullable DraftBeheraLDAPPasswordPolicy10ErrorType reason) {
        if (reason == null) {
            return new PasswordRefusedException("directory.policy", "This password is against the rules here.");
        }
        return switch (reason) {
            case PASSWORD_IN_HISTORY ->
                new PasswordRefusedException("directory.history", "You have used this password before.");
            case PASSWORD_TOO_SHORT -> new PasswordRefusedException("directory.short", "This password is too short.");
            case INSUFFICIENT_PASSWORD_QUALITY ->
                new PasswordRefusedException("directory.quality", "This password is too easy to guess.");
            case PASSWORD_TOO_YOUNG ->
                new PasswordRefusedException(
                        "directory.young", "Your password was changed a short time ago; try again later.");
            default -> new PasswordRefusedException("directory.policy", "This password is against the rules here.");
        };
    }
}
