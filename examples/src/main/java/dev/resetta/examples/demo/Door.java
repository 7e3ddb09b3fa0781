package dev.resetta.examples.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/** Where people come in. */
final class Door {
    private Door() {}

    /**
     * Takes the port, for this machine only: the inbox shows every mail to everybody.
     *
     * @throws java.net.BindException if somebody else has it
     */
    static ServerSocketChannel open(int port) throws IOException {
        ServerSocketChannel door = ServerSocketChannel.open();
        try {
            return door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            door.close();
            throw e;
        }
    }
}
