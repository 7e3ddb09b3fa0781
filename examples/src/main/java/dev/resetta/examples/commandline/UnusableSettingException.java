package dev.resetta.examples.commandline;

/** Says in a sentence what cannot be used, whether it was typed, set in the environment or is in a file. */
final class UnusableSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableSettingException(String sentence) {
        super(sentence);
    }
}
