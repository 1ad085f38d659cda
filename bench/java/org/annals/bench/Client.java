package org.annals.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// One HTTP/1.1 connection that is kept: requests are bytes made before, answers are counted and
/// dropped. It does as little as can be, since it shares the processors with what it measures.
final class Client implements AutoCloseable {

    /// What an answer was; `body` is empty unless it was asked for.
    record Answer(int status, long length, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private static final byte[] NONE = {};

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;

    Client(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        this.out = socket.getOutputStream();
        this.in = socket.getInputStream();
    }

    static byte[] request(String path, String... headers) {
        return request("GET", path, NONE, headers);
    }

    static byte[] request(String method, String path, byte[] body, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n");
        for (String header : headers) head.append(header).append("\r\n");
        if (body.length > 0) head.append("Content-Length: ").append(body.length).append("\r\n");
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }

    Answer get(String path, String... headers) throws IOException {
        return send(request(path, headers), true);
    }

    /// Sends a request and reads its whole answer.
    Answer send(byte[] request, boolean keepsBody) throws IOException {
        java.io.ByteArrayOutputStream kept = keepsBody ? new java.io.ByteArrayOutputStream() : null;
        long[] length = {0};
        int status = send(request, (bytes, from, count) -> {
            length[0] += count;
            if (kept != null) kept.write(bytes, from, count);
        });
        return new Answer(status, length[0], kept == null ? NONE : kept.toByteArray());
    }

    interface Sink {
        void take(byte[] bytes, int from, int count) throws IOException;
    }

    /// Sends a request and hands over its body as it comes; gives the status.
    int send(byte[] request, Sink sink) throws IOException {
        out.write(request);
        String line = line();
        int status = Integer.parseInt(line.substring(9, 12));
        long length = 0;
        boolean chunked = false;
        for (line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (name.equals("content-length")) length = Long.parseLong(line.substring(colon + 1).strip());
            if (name.equals("transfer-encoding")) chunked = line.endsWith("chunked");
        }
        if (!chunked) {
            pass(length, sink);
            return status;
        }
        while (true) {
            long chunk = Long.parseLong(line().split(";")[0].strip(), 16);
            pass(chunk, sink);
            line();
            if (chunk == 0) return status;
        }
    }

    private void pass(long count, Sink sink) throws IOException {
        while (count > 0) {
            if (at == end) fill();
            int some = (int) Math.min(count, end - at);
            sink.take(buffer, at, some);
            at += some;
            count -= some;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (at == end) fill();
            char c = (char) buffer[at++];
            if (c == '\n') {
                if (line.length() > 0) line.setLength(line.length() - 1);
                return line.toString();
            }
            line.append(c);
        }
    }

    private void fill() throws IOException {
        end = in.read(buffer);
        at = 0;
        if (end < 0) {
            end = 0;
            throw new IOException("The connection was closed in the middle of an answer.");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
