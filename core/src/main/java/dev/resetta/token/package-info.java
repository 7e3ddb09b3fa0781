/**
 * How tokens live: the policies, the issuers that mint and judge, and the store of the digests.
 *
 * <p>A {@link dev.resetta.token.TokenPolicy} is the rule as a value, a {@link dev.resetta.token.TokenIssuer} the mechanism.
 * Two issuers are built in: {@linkplain dev.resetta.token.TokenIssuer#stored stored tokens} (one-time and
 * reusable-until-expiry), of which a {@link dev.resetta.token.TokenStore} keeps a digest and a seal, and {@linkplain
 * dev.resetta.token.TokenIssuer#hashBound hash-bound tokens}, which are stored nowhere. Both bind a token to the whole state
 * of the {@link dev.resetta.account.Account} it was issued for. {@link dev.resetta.token.SigningKeys} hold the keys.
 *
 * <p>Nothing outside this package sees why a token is bad, except as the private reason of a {@link
 * dev.resetta.token.TokenVerdict}, which is for operators and never for a page.
 */
@NullMarked
package dev.resetta.token;

import org.jspecify.annotations.NullMarked;
