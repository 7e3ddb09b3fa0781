package dev.resetta.examples.commandline;

/** Says in a sentence what failed. */
final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailedException(String sentence) {
        super(sentence);
    }
}
