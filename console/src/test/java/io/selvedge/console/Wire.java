package io.selvedge.console;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Speaks HTTP by hand, as an attacker may: what a client library would correct or refuse goes out as it is. */
final class Wire {
    private static final int PATIENCE_MILLIS = 20_000;

    private Wire() {}

    static Socket connect(URI console) throws IOException {
        Socket socket = new Socket(console.getHost(), console.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Sends these lines and a body, and answers with all that comes back until the server closes. */
    static String say(URI console, String body, String... lines) throws IOException {
        try (Socket socket = connect(console)) {
            String head = String.join("\r\n", lines) + "\r\nConnection: close\r\nContent-Length: " + body.length();
            socket.getOutputStream().write((head + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String get(URI console, String path, String... headers) throws IOException {
        String[] lines = new String[headers.length + 2];
        lines[0] = "GET " + path + " HTTP/1.1";
        lines[1] = "Host: " + console.getAuthority();
        System.arraycopy(headers, 0, lines, 2, headers.length);
        return say(console, "", lines);
    }

    static int status(String answer) {
        return answer.isEmpty() ? 0 : Integer.parseInt(answer.split(" ")[1]);
    }
}
