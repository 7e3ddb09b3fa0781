package dev.resetta.mail;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.Set;
import java.util.TreeSet;

/** The names of all values and phrases, sections, blocks and files that a template mentions. */
final class Placeholders implements Mustache.Visitor {
    private final boolean followsLayout;
    private final Set<String> names = new TreeSet<>();
    private final Set<String> sections = new TreeSet<>();
    private final Set<String> blocks = new TreeSet<>();
    private final Set<String> files = new TreeSet<>();

    private Placeholders(boolean followsLayout) {
        this.followsLayout = followsLayout;
    }

    /** Those of a template alone. */
    static Placeholders of(Template template) {
        Placeholders found = new Placeholders(false);
        template.visit(found);
        return found;
    }

    /** Those of a page and of the layout it is made from. */
    static Placeholders ofPage(Template page) {
        Placeholders found = new Placeholders(true);
        page.visit(found);
        return found;
    }

    /** What is shown: values and phrases. */
    Set<String> names() {
        return names;
    }

    /** What others can fill in. */
    Set<String> blocks() {
        return blocks;
    }

    /**
     * Refuses sections over anything that is not true or false, and files that are included.
     *
     * @param where the beginning of the sentence that refuses them
     */
    void allowSections(String where, Set<String> switches) {
        for (String section : sections) {
            if (!switches.contains(section)) {
                throw new IllegalArgumentException(where + " has the section {{#" + section + "}}. Here there are: "
                        + (switches.isEmpty() ? "none" : String.join(", ", new TreeSet<>(switches))) + ".");
            }
        }
        if (!files.isEmpty()) {
            throw new IllegalArgumentException(where + " includes " + String.join(", ", files)
                    + ". All that a mail can be made from is " + TemplateName.LAYOUT + ": write {{<"
                    + TemplateName.LAYOUT + "}} in the HTML template of a mail.");
        }
    }

    @Override
    public void visitText(String text) {}

    @Override
    public void visitVariable(String name) {
        names.add(name);
    }

    @Override
    public boolean visitInclude(String name) {
        files.add(name);
        return false;
    }

    @Override
    public boolean visitParent(String name) {
        return (followsLayout && name.equals(TemplateName.LAYOUT)) || visitInclude(name);
    }

    @Override
    public boolean visitBlock(String name) {
        blocks.add(name);
        return true;
    }

    @Override
    public boolean visitSection(String name) {
        sections.add(name);
        return true;
    }

    @Override
    public boolean visitInvertedSection(String name) {
        return visitSection(name);
    }
}
