package dev.resetta.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The page that shows all previews of mails. */
final class MailPreviewIndex {
    static final List<String> MAILS = List.of("reset-link", "password-changed", "link-issued");
    static final List<Integer> WIDTHS = List.of(360, 600);
    private static final List<String> SCHEMES = List.of("light", "dark");

    private MailPreviewIndex() {}

    /** What the picture of a mail is called. */
    static String picture(String mail, int width, String scheme) {
        return mail + "-" + width + "-" + scheme + ".png";
    }

    /** Writes {@code index.html}, with the pictures there are. */
    static void write(Path folder, Iterable<String> languages) throws IOException {
        StringBuilder page = new StringBuilder("""
                <!DOCTYPE html>
                <meta charset="utf-8">
                <title>Mails</title>
                <style>
                body { font-family: sans-serif; margin: 2rem; background: #888; color: #fff; }
                a { color: #fff; }
                div { display: flex; gap: 1rem; align-items: flex-start; overflow-x: auto; }
                </style>
                """);
        for (String language : languages) {
            for (String mail : MAILS) {
                String name = mail + "." + language;
                page.append(
                        "<h2>%s &nbsp; <a href='%s.html'>html</a> <a href='%s.txt'>txt</a> <a href='%s.eml'>eml</a></h2><div>%n"
                                .formatted(name, name, name, name));
                for (int width : WIDTHS) {
                    for (String scheme : SCHEMES) {
                        String picture = picture(name, width, scheme);
                        if (Files.exists(folder.resolve(picture))) {
                            page.append("<img src='%s' alt='%s' width='%d'>%n".formatted(picture, picture, width));
                        }
                    }
                }
                page.append("</div>\n");
            }
        }
        Files.writeString(folder.resolve("index.html"), page);
    }
}
