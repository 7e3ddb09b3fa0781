package dev.resetta.site;

import java.util.List;

/** What every page offers: the guides under their headings, and the API documentation. */
final class Navigation {
    private static final List<Group> GROUPS = List.of(
            new Group(
                    "Begin",
                    guide("README.md", "Resetta"),
                    guide("docs/guides/getting-started.md", "Getting started"),
                    guide("docs/spring-boot.md", "Spring Boot"),
                    guide("examples/README.md", "Examples")),
            new Group(
                    "Guides",
                    guide("docs/guides/README.md", "All guides"),
                    guide("docs/guides/choosing-a-policy.md", "Choosing a policy"),
                    guide("docs/guides/front-ends.md", "Front ends"),
                    guide("docs/guides/multi-tenant.md", "Several tenants"),
                    guide("docs/guides/help-desk.md", "A help desk"),
                    guide("docs/guides/production-checklist.md", "The checklist"),
                    guide("docs/guides/from-a-table.md", "From a table"),
                    guide("docs/guides/from-one-time-tokens.md", "From one-time tokens"),
                    guide("docs/guides/from-jwts.md", "From JSON Web Tokens")),
            new Group(
                    "Reference",
                    guide("docs/integrating.md", "Integrating"),
                    guide("docs/database.md", "Database"),
                    guide("docs/schema.md", "Schema"),
                    guide("docs/mail.md", "Mails"),
                    guide("docs/operations.md", "Running it"),
                    guide("docs/performance.md", "Performance"),
                    guide("docs/security.md", "What is protected"),
                    guide("docs/design.md", "Design decisions"),
                    guide("docs/contracts.md", "Contracts"),
                    guide("testkit/README.md", "Testkit")),
            new Group(
                    "Project",
                    guide("docs/testing.md", "How it is tested"),
                    guide("docs/releasing.md", "Releasing"),
                    guide("CONTRIBUTING.md", "Contributing"),
                    guide("SECURITY.md", "Reporting a hole"),
                    guide("CHANGELOG.md", "Changes")));

    private final SiteMap map;

    Navigation(SiteMap map) {
        this.map = map;
    }

    private record Guide(String file, String title) {}

    private record Group(String heading, List<Guide> guides) {
        Group(String heading, Guide... guides) {
            this(heading, List.of(guides));
        }
    }

    private static Guide guide(String file, String title) {
        return new Guide(file, title);
    }

    /** The files of all guides that are offered. */
    static List<String> files() {
        return guides().stream().map(Guide::file).toList();
    }

    /** A guide's title; of anything else its file. */
    static String title(String file) {
        return guides().stream()
                .filter(guide -> guide.file().equals(file))
                .map(Guide::title)
                .findFirst()
                .orElse(file);
    }

    /** As it stands on a page. */
    String on(String page) {
        StringBuilder html = new StringBuilder();
        for (Group group : GROUPS) {
            html.append("<h2>").append(Layout.escaped(group.heading())).append("</h2>\n<ul>\n");
            group.guides().forEach(guide -> html.append(Layout.item(page, map.pageOf(guide.file()), guide.title())));
            html.append("</ul>\n");
        }
        return html.append("<h2>API</h2>\n<ul>\n")
                .append(Layout.item(page, ApiDocs.FOLDER + "/index.html", "API documentation"))
                .append("</ul>\n")
                .toString();
    }

    private static List<Guide> guides() {
        return GROUPS.stream().flatMap(group -> group.guides().stream()).toList();
    }
}
