package dev.resetta.mail;

/**
 * The words of one mail. They hold the link: neither log nor keep them.
 *
 * @param language the language tag, for example {@code de}
 * @param subject one line
 * @param text for programs that show no HTML
 * @param html a whole document
 */
record WrittenMail(String language, String subject, String text, String html) {
    @Override
    public String toString() {
        return "WrittenMail[" + subject + "]";
    }
}
