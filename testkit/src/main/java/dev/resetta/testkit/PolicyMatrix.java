package dev.resetta.testkit;

import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.SupportDesk;
import dev.resetta.account.Account;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenPolicy.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The rows of the policy matrix: what happens to a link, and what becomes of it under each policy. */
final class PolicyMatrix {
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private PolicyMatrix() {}

    /**
     * One row.
     *
     * @param name what happens
     * @param story makes it happen, and says what became of the link
     * @param expected what has to become of it
     */
    record Row(String name, Story story, Map<Kind, String> expected) {}

    /** Makes something happen to a link and says what became of it. */
    interface Story {
        String outcome(LinkStory link);
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.addAll(uses());
        rows.addAll(changesOfTheAccount());
        rows.addAll(newerLinks());
        rows.addAll(endings());
        rows.addAll(times());
        rows.addAll(bindings());
        return List.copyOf(rows);
    }

    private static List<Row> uses() {
        return List.of(
                same("nothing", "good", link -> {
                    Node node = link.node();
                    return link.use(node, link.linkFrom(node));
                }),
                row("redeemed once", "used", "good", "invalid", link -> {
                    Node node = link.node();
                    String token = link.linkFrom(node);
                    link.use(node, token);
                    return link.use(node, token);
                }),
                row("16 redeem at once", "1 of 16", "16 of 16", "1 of 16", link -> {
                    String token = link.linkFrom(link.node());
                    List<Node> nodes =
                            IntStream.range(0, 16).mapToObj(i -> link.node()).toList();
                    List<ResetResult> results = LinkStory.redeemAtOnce(
                            link.parts.tokenStore(), nodes, i -> token, i -> "password of runner " + i);
                    long winners = results.stream()
                            .filter(ResetResult.Changed.class::isInstance)
                            .count();
                    return winners + " of 16";
                }));
    }

    private static List<Row> changesOfTheAccount() {
        List<Row> rows = new ArrayList<>();
        Map<String, Consumer<LinkStory>> changes = new LinkedHashMap<>();
        changes.put("password changed another way", link -> link.change(hash("another hash")));
        changes.put("re-hashed at sign-in", link -> link.change(hash("the same password, hashed anew")));
        changes.put(
                "address changed",
                link -> link.change(account -> Account.of(account.id(), link.otherAddress(), "old hash")
                        .withSecurityStamp("stamp")));
        changes.put("security stamp changed", link -> link.change(account -> account.withSecurityStamp("another")));
        changes.put("account not eligible", link -> link.change(account -> account.withEligible(false)));
        changes.put("account deleted", link -> link.parts.delete(link.accountId()));
        changes.put("account deleted, its id reused", link -> {
            link.parts.delete(link.accountId());
            link.parts.save(Account.of(link.accountId(), link.otherAddress(), "hash of somebody else"));
        });
        changes.forEach((name, change) -> {
            rows.add(same(name, "invalid", link -> {
                Node node = link.node();
                String token = link.linkFrom(node);
                change.accept(link);
                return link.use(node, token);
            }));
            rows.add(same(
                    name + ", during the slow hash",
                    "invalid",
                    link -> link.useDuringWhich(() -> change.accept(link))));
        });
        return rows;
    }

    private static List<Row> newerLinks() {
        return List.of(
                row("a newer link delivered", "replaced", "replaced", "good", link -> {
                    Node node = link.node();
                    String token = link.linkFrom(node);
                    link.linkFrom(node);
                    return link.use(node, token);
                }),
                row("a newer link delivered, earlier ones kept", "good", "good", "no such setting", link -> {
                    if (link.kind == Kind.HASH_BOUND) {
                        return refused("no such setting", () -> link.policy().keepEarlierLinks());
                    }
                    Node node = link.node(link.policy().keepEarlierLinks());
                    String token = link.linkFrom(node);
                    link.linkFrom(node);
                    return link.use(node, token);
                }),
                same("a newer link asked for, its mail not accepted", "good", link -> {
                    Node node = link.node();
                    String token = link.linkFrom(node);
                    link.linkWithoutMail();
                    return link.use(node, token);
                }),
                row("another link of the account redeemed", "replaced", "replaced", "invalid", link -> {
                    Node node = link.node();
                    String token = link.linkFrom(node);
                    link.use(node, link.linkFrom(node));
                    return link.use(node, token);
                }));
    }

    private static List<Row> endings() {
        return List.of(
                row("cancelled from the mail", "cancelled", "cancelled", "no cancel link", link -> {
                    Node node = link.node();
                    String token = link.linkFrom(node);
                    if (node.mailbox.links().get(0).cancelLink() == null) {
                        return "no cancel link";
                    }
                    node.reset.cancel(node.mailbox.lastCancelToken());
                    return link.use(node, token);
                }),
                row("revoked by support", "cancelled", "cancelled", "cannot be revoked", link -> {
                    Node node = link.node();
                    String token = link.linkFrom(node);
                    SupportDesk desk = node.reset.support("grace");
                    if (link.kind == Kind.HASH_BOUND) {
                        return refused("cannot be revoked", () -> desk.revokeAll(link.accountId()));
                    }
                    desk.revokeAll(link.accountId());
                    return link.use(node, token);
                }));
    }

    private static List<Row> times() {
        return List.of(
                row("default lifetime", "PT30M", "PT72H", "PT30M", link -> {
                    Node node = link.node();
                    link.linkFrom(node);
                    return Duration.between(
                                    link.start, node.mailbox.links().get(0).expiresAt())
                            .toString();
                }),
                same("a millisecond before it expires", "good", link -> {
                    Node node = link.node();
                    String token = link.linkFrom(node);
                    link.pass(link.policy().lifetime().minus(A_MOMENT));
                    return link.use(node, token);
                }),
                same("exactly when it expires", "expired", link -> {
                    Node node = link.node();
                    String token = link.linkFrom(node);
                    link.pass(link.policy().lifetime());
                    return link.use(node, token);
                }),
                same("lifetime lowered later", "good", link -> {
                    String token = link.linkFrom(link.node());
                    link.pass(Duration.ofMinutes(20));
                    return link.use(link.node(link.policy().lifetime(Duration.ofMinutes(10))), token);
                }),
                same("clock put back by eight days", "invalid", link -> {
                    Node node = link.node();
                    String token = link.linkFrom(node);
                    link.pass(Duration.ofDays(-8));
                    return link.use(node, token);
                }));
    }

    private static List<Row> bindings() {
        SigningKeys next = SigningKeys.of("2027-01", Node.key("the next key"));
        return List.of(
                same("key rotated, the old one accepted", "good", link -> {
                    String token = link.linkFrom(link.node());
                    return link.use(
                            link.node(
                                    link.policy(),
                                    settings -> settings.signingKeys(
                                            next.accepting("2026-11", Node.key("the current key")))),
                            token);
                }),
                same("key rotated, the old one dropped", "invalid", link -> {
                    String token = link.linkFrom(link.node());
                    return link.use(link.node(link.policy(), settings -> settings.signingKeys(next)), token);
                }),
                same("another realm", "invalid", link -> {
                    String token = link.linkFrom(link.node());
                    return LinkStory.outcome(Node.withRealms(link.parts, link.policy(), link.clock)
                            .reset
                            .realm("staff")
                            .redeem(ResetSubmission.forToken(token).password("a new long password")));
                }),
                same("another mechanism", "invalid", link -> {
                    String token = link.linkFrom(link.node());
                    TokenPolicy other = link.kind == Kind.HASH_BOUND ? TokenPolicy.oneTime() : TokenPolicy.hashBound();
                    return link.use(link.node(other), token);
                }));
    }

    private static UnaryOperator<Account> hash(String hash) {
        return account -> InMemoryAccounts.withHash(account, hash);
    }

    private static String refused(String outcome, Runnable act) {
        try {
            act.run();
            return "taken";
        } catch (IllegalStateException e) {
            return outcome;
        }
    }

    private static Row same(String name, String expected, Story story) {
        return row(name, expected, expected, expected, story);
    }

    private static Row row(String name, String oneTime, String reusable, String hashBound, Story story) {
        return new Row(
                name, story, Map.of(Kind.ONE_TIME, oneTime, Kind.REUSABLE, reusable, Kind.HASH_BOUND, hashBound));
    }
}
