package dev.resetta.mail;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.HashSet;
import java.util.Set;

/** The names of all values, sections and phrases a template mentions, in the templates it is made from too. */
final class Placeholders implements Mustache.Visitor {
    private final Set<String> names = new HashSet<>();

    private Placeholders() {}

    static Set<String> of(Template template) {
        Placeholders found = new Placeholders();
        template.visit(found);
        return found.names;
    }

    @Override
    public void visitText(String text) {}

    @Override
    public void visitVariable(String name) {
        names.add(name);
    }

    @Override
    public boolean visitInclude(String name) {
        return true;
    }

    @Override
    public boolean visitParent(String name) {
        return true;
    }

    @Override
    public boolean visitBlock(String name) {
        return true;
    }

    @Override
    public boolean visitSection(String name) {
        names.add(name);
        return true;
    }

    @Override
    public boolean visitInvertedSection(String name) {
        return visitSection(name);
    }
}
