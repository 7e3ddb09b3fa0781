package dev.resetta.examples.commandline;

/** Says in a sentence why nothing was done although nothing failed: no such account, nothing to revoke. */
final class NothingDoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NothingDoneException(String sentence) {
        super(sentence);
    }
}
