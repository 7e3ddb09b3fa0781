package dev.resetta.delivery;

/**
 * Sends notices to people, for example as mail.
 *
 * <p>Called on worker threads, several at once, and interrupted when a send takes longer than its deadline of one minute.
 * Nobody who asked for a link ever waits for it or learns how it went.
 */
@FunctionalInterface
public interface Notifier {

    /**
     * Sends one notice to exactly one recipient, {@link Notice.Recipient#address()} byte for byte, and returns once it was
     * accepted for delivery.
     *
     * @throws DeliveryException if it was not, or perhaps not; any other exception counts as {@link
     *     DeliveryException#notNow}
     */
    void send(Notice notice);
}
