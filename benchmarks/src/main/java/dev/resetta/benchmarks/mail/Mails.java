package dev.resetta.benchmarks.mail;

import dev.resetta.benchmarks.harness.Contest;
import dev.resetta.benchmarks.harness.Experiment;
import dev.resetta.benchmarks.harness.Goal;
import dev.resetta.benchmarks.servers.Smtp;
import java.util.List;

/** What is measured of mails. */
public final class Mails {
    public static final List<Experiment> EXPERIMENTS = List.of(
            contest("mail-1-thread", "one mail over STARTTLS, one thread").threads(1),
            contest("mail-8-threads", "one mail over STARTTLS, eight threads").threads(8));

    private Mails() {}

    private static Contest contest(String id, String what) {
        return Contest.of(id, what, OneMail.class, "ours", "newConnection", "spring", "simpleJavaMail", "floor")
                .needs(new Smtp())
                .perSecond("mails")
                .longer(2)
                .goal(Goal.floorRate(0.9))
                .goal("newConnection", Goal.timesFaster(5));
    }
}
